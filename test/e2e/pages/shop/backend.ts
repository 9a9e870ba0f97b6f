/** What the shop's pages ask of the shop's own server, for the integrations that are bundled. */

export type Account = { id: string; email: string; name: string; plan: string };

const post = async <T>(path: string, body: unknown): Promise<T> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  return response.json();
};

export const createAccount = (form: HTMLFormElement): Promise<Account> => {
  const plan = new URLSearchParams(location.search).get('plan') ?? 'personal';
  return post('/api/accounts', { ...Object.fromEntries(new FormData(form)), plan });
};

/** The account that the server made of a login by another company, as its page carries it. */
export const accountInPage = (): Account =>
  JSON.parse(document.querySelector<HTMLElement>('#account')?.dataset.account ?? 'null');

export const payOnSubmit = (form: HTMLFormElement, integration: string): void => {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await post('/api/orders', { plan: 'pro', amount_cents: 4900 });
    location.assign(`/${integration}/thank-you?paid=1`);
  });
};

/** Which integration the page was served with, and what its tracker is told. */
export const currentIntegration = () => {
  const tag = document.querySelector<HTMLScriptElement>('script[data-program-id]');
  return {
    integration: document.body.dataset.integration ?? '',
    place: location.pathname.split('/').pop() ?? '',
    programId: tag?.dataset.programId ?? '',
    debug: tag?.dataset.debug === 'true',
    env: tag?.dataset.env === 'production' ? ('production' as const) : ('local' as const),
  };
};
