import { describe, expect, it } from 'vitest';
import { body, json, jsonObject, recordSchema } from '@/lib/model/observation-schema';
import { entry } from '@/lib/session/entry-schema';
import { sessionText } from '@/lib/session/session-file';
import { sessionSchema } from '@/lib/session/session-schema';
import { timelineOf } from '@/lib/timeline/timeline';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aGlobal,
  aLead,
  aNavigation,
  aNotice,
  aQueueItem,
  aScript,
} from '@/test/fixtures/entries';
import { expectPublished, type JsonSchema, jsonSchemaFault, jsonSchemaOf } from '@/test/fixtures/json-schema';
import * as records from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';

const SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Affitor Inspector session',
  description: 'A recording of Affitor tracker traffic: the journal, its folded entries, cookies and verdict.',
  ...jsonSchemaOf(sessionSchema, [
    { schema: recordSchema, name: 'record' },
    { schema: entry, name: 'entry' },
    { schema: body, name: 'body' },
    { schema: json, name: 'json', json: { description: 'Any JSON value.' } },
    { schema: jsonObject, name: 'jsonObject', json: { type: 'object' } },
  ]),
};

/** One of every kind of record and entry. */
const everything = () => {
  const entries = [
    aNavigation(),
    aScript(),
    aGlobal(),
    aQueueItem(),
    aCall(),
    aConsoleLine(),
    aClick(),
    aCookie(),
    aLead(),
    aNotice(),
  ];
  return aSession({
    timeline: timelineOf(entries),
    records: [
      records.navigationRecord(),
      records.scriptRecord(),
      records.globalRecord(),
      records.callRecord(),
      records.queueRecord(),
      records.consoleRecord(),
      records.requestRecord(),
      records.responseRecord(),
      records.failureRecord(),
      records.cookieRecord(),
      records.storageRecord(),
    ],
    settings: { production: false },
  });
};

describe('docs/schemas/session.schema.json', () => {
  it('says what the reader accepts', async () => {
    await expectPublished('session', SCHEMA);
  });

  it('fits what is written', () => {
    expect(jsonSchemaFault(SCHEMA, JSON.parse(sessionText(everything())))).toBeUndefined();
  });

  it.each<[string, (session: Record<string, unknown>) => void]>([
    ['a verdict nobody gives', (session) => Object.assign(session, { verdict: { value: 'good' } })],
    ['no journal', (session) => void delete session.journal],
    ['a record of no kind', (session) => Object.assign(session, { journal: [{ id: 'a' }] })],
    ['another version', (session) => Object.assign(session, { version: 2 })],
  ])('refuses what the reader refuses: %s', (_, change) => {
    const session = JSON.parse(sessionText(everything()));
    change(session);
    expect(jsonSchemaFault(SCHEMA, session)).toBeDefined();
  });
});
