/** What the pages of the corpus give away of a person or a company, as far as a recording holds it. */

export const PLANTED = ['ada@example.org', 'ada@example', 'PARTNER123', 'u_81', 'u_82', 'affitor_sk_live_12345678'];

/** Customers' identifiers, which the API makes anew each time. */
const MADE = /cust_\d+_\d{8,}/g;

export const secretsIn = (text: string): string[] => {
  const made = [...text.matchAll(MADE)].map(([found]) => found);
  return [...new Set([...PLANTED.filter((secret) => text.includes(secret)), ...made])];
};
