import { loadAffitor } from '@affitor/tracker';
import { accountInPage, createAccount, currentIntegration, payOnSubmit } from '@/test/e2e/pages/shop/backend';

/** The shop with Affitor's own SDK, which loads the tracker and hands it over when it is there. */

const { integration, place, programId, debug, env } = currentIntegration();
const tracker = loadAffitor(programId, { env, debug });

const signUp = (form: HTMLFormElement) => {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const account = await createAccount(form);
    const affitor = await tracker;
    await affitor?.signup(account.id, account.email);
    location.assign(`/${integration}/thank-you`);
  });
};

const welcome = async () => {
  const account = accountInPage();
  const affitor = await tracker;
  await affitor?.signup(account.id, account.email);
  document.querySelector('#next')?.removeAttribute('hidden');
};

const form = document.querySelector('form');
if (place === 'signup' && form) signUp(form);
if (place === 'checkout' && form) payOnSubmit(form, integration);
if (place === 'oauth-callback') void welcome();
