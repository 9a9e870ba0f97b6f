// The shop with Affitor's v1 tracker by script tag, as its guide shows it: call the tracker when it is there, and
// leave the call in its queue when it is not.
(() => {
  const integration = document.body.dataset.integration;
  const place = location.pathname.split('/').pop();

  const post = async (path, body) => {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
    return response.json();
  };

  const trackLead = (account) => {
    const lead = { email: account.email, user_id: account.id, additional_data: { plan: account.plan } };
    if (window.affitor) {
      window.affitor.trackLead(lead);
    } else {
      window.affitorQueue = window.affitorQueue || [];
      window.affitorQueue.push(['trackLead', lead]);
    }
  };

  const signUp = (form) => {
    const problem = form.querySelector('.problem');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const fields = Object.fromEntries(new FormData(form));
      const plan = new URLSearchParams(location.search).get('plan') || 'personal';
      try {
        const account = await post('/api/accounts', { ...fields, plan });
        trackLead(account);
        location.assign(`/${integration}/thank-you`);
      } catch (error) {
        problem.textContent = `The account was not made: ${error.message} Try again.`;
        problem.hidden = false;
      }
    });
  };

  const pay = (form) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      await post('/api/orders', { plan: 'pro', amount_cents: 4900 });
      location.assign(`/${integration}/thank-you?paid=1`);
    });
  };

  const form = document.querySelector('form');
  if (place === 'signup') signUp(form);
  if (place === 'checkout') pay(form);
  // The lead of a login by another company is queued by the page itself, see its head.
  if (place === 'oauth-callback') document.querySelector('#next').hidden = false;
})();
