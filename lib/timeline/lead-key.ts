import type { Json } from '@/lib/model/json';
import { textField } from '@/lib/tracker/decode';
import { userIdOf } from '@/lib/tracker/lead-payload';

/** What tells the leads of two users apart: the id, else the address. */
export function leadKeyOf(payload: Json | undefined): string | undefined {
  const id = userIdOf(payload);
  if (typeof id === 'string' && id !== '') return id;
  return textField(payload, 'email');
}
