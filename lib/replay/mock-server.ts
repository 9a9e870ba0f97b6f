import * as v from 'valibot';
import { serverAddressSchema } from '@/lib/model/routing-schema';
import { isThisMachine } from './live-hosts';

/** A mock server at an address that a person typed, and what is said when nothing comes from there. */

export const isServerAddress = (text: string): boolean => v.is(serverAddressSchema, text);

export const notAServer = (text: string): string =>
  `“${text}” is not the address of a server. Write it with its scheme, as in http://localhost:1337.`;

/** What a browser says of a call without an answer, “Failed to fetch”, names neither the server nor a way out. */
export function silenceOf(address: string, cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return `The mock server at ${address} did not answer in time.`;
  const { port, protocol } = new URL(address);
  const start = `affitor-inspector mock --port ${port || (protocol === 'https:' ? '443' : '80')}`;
  const remedy = isThisMachine(address)
    ? `If it is not running, start it: ${start}`
    : 'Check the address, and whether a server runs there.';
  return `The mock server at ${address} does not answer, or it cut the connection. ${remedy}`;
}
