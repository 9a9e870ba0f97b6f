/**
 * Regular expressions that come with imported checks. An engine that backtracks can be kept busy for ever by a few
 * characters, so patterns that could do that are refused and the texts they are held against are short.
 */
export const MATCHED_LENGTH = 300;

const PATTERN_LIMIT = 500;
const REPETITION_LIMIT = 4;

/** Why a pattern is refused. */
export function patternProblem(source: string): string | undefined {
  if (source.length > PATTERN_LIMIT) return `must not be longer than ${PATTERN_LIMIT} characters`;
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
  const plain = withoutClasses(source);
  if (/\\[1-9k]/.test(plain)) return 'must not refer back to a group';
  if (repeatsGroups(plain)) return 'must not repeat a group that holds repetitions or alternatives itself';
  const repetitions = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  if (repetitions > REPETITION_LIMIT) return `must not repeat more than ${REPETITION_LIMIT} parts`;
  return undefined;
}

export const matchesPattern = (text: string, source: string): boolean =>
  new RegExp(source, 'u').test(text.slice(0, MATCHED_LENGTH));

/** Escapes and character classes stand for one character each. */
const withoutClasses = (source: string): string =>
  source.replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/g, 'x');

function repeatsGroups(plain: string): boolean {
  const open: boolean[] = [];
  for (let index = 0; index < plain.length; index += 1) {
    const character = plain[index] ?? '';
    if (character === '(') {
      open.push(false);
      continue;
    }
    if ('*+|{'.includes(character) && open.length > 0) open[open.length - 1] = true;
    if (character !== ')') continue;
    const isComplex = open.pop() ?? false;
    if (isComplex && /^(?:[*+]|\{\d+,)/.test(plain.slice(index + 1))) return true;
    if (isComplex && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}
