import { describe, expect, it } from 'vitest';
import { expectationsOf, readExpectations } from '@/lib/expectations/expectations-file';
import { CONDITIONS, condition, expectationsSchema, predicate, selector } from '@/lib/expectations/expectations-schema';
import { TEMPLATES } from '@/lib/expectations/templates';
import { json } from '@/lib/model/observation-schema';
import { expectPublished, type JsonSchema, jsonSchemaFault, jsonSchemaOf } from '@/test/fixtures/json-schema';

const SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Affitor Inspector checks',
  description:
    'What is expected of an Affitor integration, for `affitor-inspector check --expect` and the Checks view.',
  ...jsonSchemaOf(expectationsSchema, [
    { schema: condition, name: 'condition', anyOf: Object.values(CONDITIONS) },
    { schema: selector, name: 'selector' },
    { schema: predicate, name: 'predicate' },
    { schema: json, name: 'json', json: { description: 'Any JSON value.' } },
  ]),
};

describe('docs/schemas/expectations.schema.json', () => {
  it('says what the reader accepts', async () => {
    await expectPublished('expectations', SCHEMA);
  });

  it.each(TEMPLATES.map(({ id, checks }) => [id, checks] as const))('fits a template: %s', (_, checks) => {
    expect(jsonSchemaFault(SCHEMA, expectationsOf([...checks]))).toBeUndefined();
  });

  it.each([
    [{ often: {} }],
    [{ count: { of: { event: 'leed' }, exactly: 1 } }],
    [{ never: { event: 'lead', wher: [] } }],
    [{ verdict: 'good' }],
    [{ all: [] }],
  ])('refuses what the reader refuses: %j', (expectation) => {
    const file = { format: 'affitor-expectations', version: 1, checks: [{ id: 'a', title: 'A', expect: expectation }] };
    expect(jsonSchemaFault(SCHEMA, file)).toBeDefined();
    expect(readExpectations(JSON.stringify(file)).ok).toBe(false);
  });
});
