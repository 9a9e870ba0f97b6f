import { writeFileSync } from 'node:fs';

/** What a failure says, without colours, and no more of it than one reads at the end of a long log. */
const gist = ({ message = '', diff = '' }) =>
  `${message}\n${diff}`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one.
    .replaceAll(/\u001B\[[\d;]*m/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 24)
    .join('\n    ');

const failure = (where, errors) => `${where}\n    ${(errors ?? []).map(gist).join('\n    ')}`;

/**
 * A reporter for vitest that counts. It writes `{ passed, failures: string[] }` as JSON to the file named in
 * `COUNT_FILE`. A file that did not load, an error outside every test, and a skipped test count as failures: none of
 * them proved anything.
 */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failures = [
      ...modules.filter((one) => one.errors().length > 0).map((one) => failure(one.relativeModuleId, one.errors())),
      ...modules.flatMap((one) =>
        [...one.children.allSuites()]
          .filter((group) => group.errors().length > 0)
          .map((group) => failure(`${one.relativeModuleId}: ${group.fullName}`, group.errors())),
      ),
      ...tests
        .filter((test) => test.result().state !== 'passed')
        .map((test) => {
          const { state, errors } = test.result();
          return failure(`${test.module.relativeModuleId}: ${test.fullName} (${state})`, errors);
        }),
      ...(unhandledErrors.length > 0 ? [failure('outside every test', unhandledErrors)] : []),
    ];
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    writeFileSync(process.env.COUNT_FILE, JSON.stringify({ passed, failures }));
  }
}
