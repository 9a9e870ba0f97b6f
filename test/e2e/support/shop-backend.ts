import * as v from 'valibot';
import type { JsonAnswer } from './http-answers';

/** The shop's own server: makes accounts and orders, keeps none of them, and numbers them the same in every run. */

const signup = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  email: v.pipe(v.string(), v.email()),
  plan: v.optional(v.string(), 'personal'),
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const createShopBackend = () => {
  let accounts = 8141;
  let orders = 300;

  const newAccount = (name: string, email: string, plan: string): JsonAnswer => {
    accounts += 1;
    return { status: 201, json: { id: `u_${accounts}`, name, email, plan } };
  };

  return (pathname: string, body: string): JsonAnswer => {
    if (pathname === '/api/accounts') {
      const fields = v.safeParse(signup, parseJson(body));
      if (!fields.success) return { status: 422, json: { error: 'Name and e-mail are needed.' } };
      return newAccount(fields.output.name, fields.output.email, fields.output.plan);
    }
    if (pathname === '/api/oauth') return newAccount('Jo Lind', 'jo@example.com', 'personal');
    if (pathname === '/api/orders') {
      orders += 1;
      return { status: 201, json: { id: `order_${orders}` } };
    }
    return { status: 404, json: { error: 'There is no such thing here.' } };
  };
};
