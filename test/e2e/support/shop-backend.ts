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

export type Account = { id: string; name: string; email: string; plan: string };

export const createShopBackend = () => {
  let accounts = 8141;
  let orders = 300;

  const newAccount = (name: string, email: string, plan: string): Account => {
    accounts += 1;
    return { id: `u_${accounts}`, name, email, plan };
  };

  const answer = (pathname: string, body: string): JsonAnswer => {
    if (pathname === '/api/accounts') {
      const fields = v.safeParse(signup, parseJson(body));
      if (!fields.success) return { status: 422, json: { error: 'Name and e-mail are needed.' } };
      const { name, email, plan } = fields.output;
      return { status: 201, json: newAccount(name, email, plan) };
    }
    if (pathname === '/api/orders') {
      orders += 1;
      return { status: 201, json: { id: `order_${orders}` } };
    }
    return { status: 404, json: { error: 'There is no such thing here.' } };
  };

  /** Whoever the other company said it is. */
  const accountByOauth = () => newAccount('Jo Lind', 'jo@example.com', 'personal');

  return { answer, accountByOauth };
};
