/** The customer identifier both dialects write, which carries its program and the click's time. */
export type CustomerId = { programId: string; clickedAt: number };

/** Before any affiliate tracker of this kind, and far enough ahead for a wrong clock. */
const EARLIEST_MS = Date.UTC(2015, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** `cust_42_1773484862588` → program 42 and the click's epoch ms; `undefined` for any other text. */
export function readCustomerId(text: string): CustomerId | undefined {
  const match = /^cust_([A-Za-z0-9-]+)_(\d{10,16})$/.exec(text.trim());
  const programId = match?.[1];
  const digits = match?.[2];
  if (programId === undefined || digits === undefined) return undefined;
  // Some samples carry seconds; ten digits are a time in seconds until the year 2286.
  const clickedAt = digits.length === 10 ? Number(digits) * 1000 : Number(digits);
  return clickedAt >= EARLIEST_MS && clickedAt <= LATEST_MS ? { programId, clickedAt } : undefined;
}

/** An API token as the vendor issues them; such a text must never appear in a browser. */
export function isApiToken(text: string): boolean {
  return (
    /^(?:Bearer\s+)?affitor_[A-Za-z0-9_-]{6,}$/.test(text.trim()) &&
    !/^affitor_(?:click_id|aff_url|customer|test_cookie)/.test(text)
  );
}
