import { type Body, STORED_BODY_LIMIT_BYTES } from './body';

type Form = Extract<Body, { kind: 'form' }>;

/** A form keeps as many of its fields as the limit holds; what is left out is named in a last field. */
export function boundForm(form: Form): Form {
  let room = STORED_BODY_LIMIT_BYTES;
  const fits = form.fields.findIndex(([name, value]) => {
    room -= name.length + value.length;
    return room < 0;
  });
  if (fits === -1) return form;
  const left = form.fields.length - fits;
  return { ...form, fields: [...form.fields.slice(0, fits), ['…', `${left} more fields, too large to keep`]] };
}
