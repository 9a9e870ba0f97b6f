import type { Json, JsonObject } from '@/lib/model/json';
import { isJsonObject } from '@/lib/tracker/decode';
import { ASSUMED_V1_PATHS, ENVIRONMENTS } from '@/lib/tracker/dialects';
import { isAbsent } from '@/lib/tracker/lead-payload';

/** A lead as the site's own server would report it to v1's API, in the languages servers are written in. */
export const SERVER_LANGUAGES = ['node', 'python', 'php', 'ruby'] as const;
export type ServerLanguage = (typeof SERVER_LANGUAGES)[number];

/** Where the call takes the program's key from when it is not to be shown. */
export const TOKEN_VARIABLE = 'AFFITOR_API_TOKEN';

export type ServerCallOptions = {
  /** Written into the code when given; otherwise the code reads the environment. */
  token?: string;
  /** The API's origin. */
  origin?: string;
};

/** The server's fields, from a lead as any carrier had it: `name` and `phone` are left out, for nobody keeps them. */
export function serverLeadOf(payload: Json | undefined, customer?: string): JsonObject {
  const from = isJsonObject(payload) ? payload : {};
  const fields: [string, Json | undefined][] = [
    ['customer_code', first(from, ['customer_code', 'click_id']) ?? customer],
    ['user_id', first(from, ['user_id', 'customer_key', 'customerKey'])],
    ['email', first(from, ['email'])],
    ['additional_data', first(from, ['additional_data'])],
  ];
  return Object.fromEntries(fields.filter((field): field is [string, Json] => field[1] !== undefined));
}

function first(from: JsonObject, names: string[]): Json | undefined {
  return names.map((name) => from[name]).find((value) => value !== undefined && !isAbsent(value));
}

export function copyServerCall(language: ServerLanguage, lead: JsonObject, options: ServerCallOptions = {}): string {
  const url = `${options.origin ?? ENVIRONMENTS.production.origin}${ASSUMED_V1_PATHS.lead}`;
  return WRITERS[language](url, lead, options.token);
}

const WRITERS: Record<ServerLanguage, (url: string, lead: JsonObject, token: string | undefined) => string> = {
  node: (url, lead, token) =>
    [
      `const response = await fetch(${JSON.stringify(url)}, {`,
      "  method: 'POST',",
      '  headers: {',
      "    'Content-Type': 'application/json',",
      `    Authorization: ${token === undefined ? `\`Bearer \${process.env.${TOKEN_VARIABLE}}\`` : JSON.stringify(`Bearer ${token}`)},`,
      '  },',
      `  body: JSON.stringify(${JSON.stringify(lead, null, 2).replaceAll('\n', '\n  ')}),`,
      '});',
      "if (!response.ok) throw new Error('Affitor answered ' + response.status + ': ' + (await response.text()));",
    ].join('\n'),

  python: (url, lead, token) =>
    [
      ...(token === undefined ? ['import os', ''] : []),
      'import requests',
      '',
      'response = requests.post(',
      `    ${pythonValue(url)},`,
      `    headers={"Authorization": ${token === undefined ? `f"Bearer {os.environ['${TOKEN_VARIABLE}']}"` : pythonValue(`Bearer ${token}`)}},`,
      `    json=${pythonValue(lead, '    ')},`,
      '    timeout=10,',
      ')',
      'response.raise_for_status()',
    ].join('\n'),

  php: (url, lead, token) =>
    [
      '<?php',
      `$curl = curl_init(${quoted(url)});`,
      'curl_setopt_array($curl, [',
      '    CURLOPT_POST => true,',
      '    CURLOPT_RETURNTRANSFER => true,',
      '    CURLOPT_HTTPHEADER => [',
      "        'Content-Type: application/json',",
      `        ${token === undefined ? `'Authorization: Bearer ' . getenv('${TOKEN_VARIABLE}')` : quoted(`Authorization: Bearer ${token}`)},`,
      '    ],',
      `    CURLOPT_POSTFIELDS => json_encode(${phpValue(lead, '    ')}),`,
      ']);',
      '$reply = curl_exec($curl);',
      '$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);',
      'if ($status !== 200) {',
      "    throw new RuntimeException('Affitor answered ' . $status . ': ' . $reply);",
      '}',
    ].join('\n'),

  ruby: (url, lead, token) =>
    [
      "require 'json'",
      "require 'net/http'",
      '',
      `uri = URI(${quoted(url)})`,
      'headers = {',
      "  'Content-Type' => 'application/json',",
      `  'Authorization' => ${token === undefined ? `"Bearer #{ENV.fetch('${TOKEN_VARIABLE}')}"` : quoted(`Bearer ${token}`)},`,
      '}',
      `lead = ${rubyValue(lead)}`,
      'response = Net::HTTP.post(uri, lead.to_json, headers)',
      'raise "Affitor answered #{response.code}: #{response.body}" unless response.is_a?(Net::HTTPSuccess)',
    ].join('\n'),
};

/** PHP and Ruby read nothing into single quotes but the two escapes. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function pythonValue(value: Json, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // JSON's escapes are Python's too; what lies beyond them stands for itself.
  if (typeof value !== 'object') return JSON.stringify(value);
  return nested(
    value,
    indent,
    '    ',
    ['{', '}'],
    (key, item) => `${JSON.stringify(key)}: ${pythonValue(item, `${indent}    `)}`,
    (item) => pythonValue(item, `${indent}    `),
  );
}

function phpValue(value: Json, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // An empty array would become a JSON list.
  if (!Array.isArray(value) && Object.keys(value).length === 0) return 'new stdClass()';
  return nested(
    value,
    indent,
    '    ',
    ['[', ']'],
    (key, item) => `${quoted(key)} => ${phpValue(item, `${indent}    `)}`,
    (item) => phpValue(item, `${indent}    `),
  );
}

function rubyValue(value: Json, indent = ''): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  return nested(
    value,
    indent,
    '  ',
    ['{', '}'],
    (key, item) => `${quoted(key)} => ${rubyValue(item, `${indent}  `)}`,
    (item) => rubyValue(item, `${indent}  `),
  );
}

function nested(
  value: Json[] | JsonObject,
  indent: string,
  step: string,
  brackets: [open: string, close: string],
  field: (key: string, item: Json) => string,
  item: (item: Json) => string,
): string {
  const [open, close] = Array.isArray(value) ? ['[', ']'] : brackets;
  const parts = Array.isArray(value) ? value.map(item) : Object.entries(value).map(([key, child]) => field(key, child));
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${parts.map((part) => `${indent}${step}${part},\n`).join('')}${indent}${close}`;
}
