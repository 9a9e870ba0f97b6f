import type { Json } from '@/lib/model/json';
import { isJsonObject } from '@/lib/tracker/decode';

/** What the vendor documents about a lead's data: hashed, masked, stored, or thrown away. */

const DISCARDED = ['name', 'phone'];
const KEPT = ['user_id', 'customer_key', 'additional_data'];

export type Fate = {
  email?: string;
  kept: [name: string, value: string][];
  discarded: [name: string, value: string][];
};

export function fateOf(payload: Json | undefined): Fate {
  if (!isJsonObject(payload)) return { kept: [], discarded: [] };
  const { email } = payload;
  const fields = (names: readonly string[]) =>
    Object.entries(payload)
      .filter(([name]) => names.includes(name))
      .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return {
    ...(typeof email === 'string' && email !== '' && { email }),
    kept: fields(KEPT),
    discarded: fields(DISCARDED),
  };
}
