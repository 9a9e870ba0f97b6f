import { type Body, STORED_BODY_LIMIT_BYTES } from './body';

type Form = Extract<Body, { kind: 'form' }>;

const LEFT_OUT = '…';

/**
 * A form keeps those of its fields that fit, whatever their order, which witnesses tell differently; how many are left
 * out is named in a last field.
 */
export function boundForm(form: Form): Form {
  let room = STORED_BODY_LIMIT_BYTES;
  const fields = form.fields.filter(([name, value]) => {
    const size = name.length + value.length;
    const fits = size <= room;
    if (fits) room -= size;
    return fits;
  });
  const left = form.fields.length - fields.length;
  if (left === 0) return form;
  return { ...form, fields: [...fields, [LEFT_OUT, `${left} more fields, too large to keep`]] };
}

export const isBound = (fields: Form['fields']): boolean => fields.at(-1)?.[0] === LEFT_OUT;
