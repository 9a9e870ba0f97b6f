import { AffitorProvider, useAffitor } from '@affitor/tracker/react';
import { type FormEvent, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createAccount, currentIntegration, payOnSubmit } from '@/test/e2e/pages/shop/backend';

/** The shop's signup as a React app with Affitor's provider and hook. */

const Signup = ({ integration }: { integration: string }) => {
  const affitor = useAffitor();
  const [problem, setProblem] = useState('');

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      const account = await createAccount(event.currentTarget);
      await affitor?.signup(account.id, account.email);
      location.assign(`/${integration}/thank-you`);
    } catch (error) {
      setProblem(`The account was not made: ${error instanceof Error ? error.message : String(error)} Try again.`);
    }
  };

  return (
    <section className="card">
      <h1>Create your account</h1>
      <form id="signup" onSubmit={submit} noValidate data-tracker={affitor ? 'ready' : 'loading'}>
        <label>
          Name <input name="name" autoComplete="name" required />
        </label>
        <label>
          E-mail <input name="email" type="email" autoComplete="email" required />
        </label>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <button className="button big" type="submit">
          Create account
        </button>
      </form>
    </section>
  );
};

const { integration, place, programId, debug } = currentIntegration();
const main = document.querySelector('main');
const checkout = document.querySelector<HTMLFormElement>('#checkout');
if (checkout) payOnSubmit(checkout, integration);
// Every page loads the tracker, so that a landing counts; only signup has something of React to show.
const Nothing = () => null;
const home = place === 'signup' && main ? main : document.body.appendChild(document.createElement('div'));
createRoot(home).render(
  <AffitorProvider programId={programId} env="local" debug={debug}>
    {place === 'signup' ? <Signup integration={integration} /> : <Nothing />}
  </AffitorProvider>,
);
