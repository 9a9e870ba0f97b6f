import type { Header } from '@/lib/model/observation';
import type { ReplayRequest } from '@/lib/model/replay';
import { headerValue } from '@/lib/tracker/decode';
import { encodeBase64Text } from './base64';
import { quoteShellWord, splitShellWords } from './shell-words';

/** cURL commands to requests and back: what people paste from terminals, browsers and API documentation. */

export type CurlReading = { ok: true; call: ReplayRequest } | { ok: false; message: string };

export const looksLikeCurl = (text: string): boolean => /^\s*(?:[$>#]\s+)?curl(?:\.exe)?\s/.test(text);

/** Options that take a value and say nothing about the request itself. */
const IGNORED_WITH_VALUE = new Set(
  '-o --output -m --max-time --connect-timeout --retry --retry-delay -x --proxy --cacert -E --cert --key -w --write-out --resolve --interface -c --cookie-jar --limit-rate -D --dump-header --stderr --tls-max --ciphers -K --config'.split(
    ' ',
  ),
);

const SHORT_WITH_VALUE = 'XHdFuAebomxEwcDK';

type Draft = {
  url?: string;
  method?: string;
  headers: Header[];
  data: string[];
  form: [string, string][];
  isGet: boolean;
  isHead: boolean;
};

export function parseCurl(text: string): CurlReading {
  const command = text.trim().replace(/^[$>#]\s+/, '');
  const split = splitShellWords(command);
  if (!split.ok) return split;
  const [name, ...words] = split.words;
  if (!name || !/^curl(?:\.exe)?$/i.test(name))
    return refuse('This is not a cURL command: it does not begin with curl.');
  const draft: Draft = { headers: [], data: [], form: [], isGet: false, isHead: false };
  const queue = words.flatMap(spreadShort);
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const message = takeWord(word, draft, queue);
    if (message) return refuse(message);
  }
  return finish(draft);
}

const refuse = (message: string): CurlReading => ({ ok: false, message });

/** `-sXPOST` is `-s -X POST`. */
function spreadShort(word: string): string[] {
  if (!/^-[A-Za-z#].+/.test(word)) return [word];
  for (let index = 1; index < word.length; index += 1) {
    if (!SHORT_WITH_VALUE.includes(word[index] ?? '')) continue;
    const flags = [...word.slice(1, index + 1)].map((flag) => `-${flag}`);
    const value = word.slice(index + 1);
    return value === '' ? flags : [...flags, value];
  }
  return [...word.slice(1)].map((flag) => `-${flag}`);
}

/** A message when the word cannot be followed. */
function takeWord(word: string, draft: Draft, queue: string[]): string | undefined {
  if (!word.startsWith('-') || word === '-') {
    draft.url ??= word;
    return undefined;
  }
  const [option = word, inline] = word.startsWith('--') ? splitOnce(word, '=') : [word];
  const value = (): string => inline ?? queue.shift() ?? '';
  switch (option) {
    case '--url':
      draft.url = value();
      return undefined;
    case '-X':
    case '--request':
      draft.method = value().toUpperCase();
      return undefined;
    case '-H':
    case '--header':
      return takeHeader(value(), draft);
    case '-A':
    case '--user-agent':
      return takeHeader(`User-Agent: ${value()}`, draft);
    case '-e':
    case '--referer':
      return takeHeader(`Referer: ${value()}`, draft);
    case '-u':
    case '--user':
      return takeHeader(`Authorization: Basic ${encodeBase64Text(value())}`, draft);
    case '--oauth2-bearer':
      return takeHeader(`Authorization: Bearer ${value()}`, draft);
    case '-b':
    case '--cookie':
      return takeCookie(value(), draft);
    case '-d':
    case '--data':
    case '--data-ascii':
    case '--data-binary':
      return takeData(value(), draft);
    case '--data-raw':
      draft.data.push(value());
      return undefined;
    case '--data-urlencode':
      draft.data.push(encodeData(value()));
      return undefined;
    case '--json':
      draft.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
      return takeData(value(), draft);
    case '-F':
    case '--form':
    case '--form-string':
      return takeForm(value(), draft);
    case '-G':
    case '--get':
      draft.isGet = true;
      return undefined;
    case '-I':
    case '--head':
      draft.isHead = true;
      return undefined;
    default:
      if (inline === undefined && IGNORED_WITH_VALUE.has(option)) queue.shift();
      return undefined;
  }
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function takeHeader(line: string, draft: Draft): string | undefined {
  const [name = '', value] = splitOnce(line, ':');
  // `X-Name;` sends an empty header, `X-Name:` removes one.
  if (value === undefined && name.endsWith(';')) draft.headers.push([name.slice(0, -1).trim(), '']);
  else if (value !== undefined && value.trim() !== '') draft.headers.push([name.trim(), value.trim()]);
  return undefined;
}

function takeCookie(value: string, draft: Draft): string | undefined {
  if (!value.includes('=')) return fileMessage(value);
  draft.headers.push(['Cookie', value]);
  return undefined;
}

function takeData(value: string, draft: Draft): string | undefined {
  if (value.startsWith('@')) return fileMessage(value.slice(1));
  draft.data.push(value);
  return undefined;
}

function takeForm(value: string, draft: Draft): string | undefined {
  const [name = '', content = ''] = splitOnce(value, '=');
  if (/^[@<]/.test(content)) return fileMessage(content.slice(1));
  draft.form.push([name, content.replace(/^"([\s\S]*)"$/, '$1')]);
  return undefined;
}

const fileMessage = (name: string): string =>
  `The command reads the file "${name}", which is not here. Put its content in place of the file's name.`;

function encodeData(value: string): string {
  const [name = '', content] = splitOnce(value, '=');
  if (content === undefined) return encodeURIComponent(value);
  return name === '' ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`;
}

function finish(draft: Draft): CurlReading {
  if (draft.url === undefined || draft.url === '') return refuse('The command has no URL.');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(draft.url) ? draft.url : `http://${draft.url}`;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return refuse(`The command's URL cannot be read: ${draft.url}`);
  const body = bodyOf(draft);
  if (draft.isGet && body !== undefined) {
    return { ok: true, call: { method: draft.method ?? 'GET', url: withQuery(url, body), headers: draft.headers } };
  }
  const headers = [...draft.headers];
  if (body !== undefined && headerValue(headers, 'content-type') === undefined) {
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  }
  const method = draft.method ?? (draft.isHead ? 'HEAD' : body === undefined ? 'GET' : 'POST');
  return { ok: true, call: { method, url, headers, ...(body !== undefined && { body }) } };
}

/** A multipart form is sent as an ordinary one: what the tracker's API reads of it is the same. */
function bodyOf({ data, form }: Draft): string | undefined {
  if (form.length > 0) return new URLSearchParams(form).toString();
  return data.length > 0 ? data.join('&') : undefined;
}

function withQuery(url: string, query: string): string {
  const [rest = '', fragment] = splitOnce(url, '#');
  return `${rest}${rest.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

export function writeCurl({ method, url, headers, body }: ReplayRequest): string {
  const isDefault = method === (body === undefined ? 'GET' : 'POST');
  const lines = [
    `curl ${isDefault ? '' : `-X ${quoteShellWord(method)} `}${quoteShellWord(url)}`,
    ...headers.map(([name, value]) => `-H ${quoteShellWord(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // Without it cURL would name a form as the content's type.
    ...(body !== undefined && headerValue(headers, 'content-type') === undefined ? [`-H 'Content-Type;'`] : []),
    ...(body === undefined ? [] : [`--data-raw ${quoteShellWord(body)}`]),
  ];
  return lines.join(' \\\n  ');
}
