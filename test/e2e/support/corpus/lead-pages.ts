import {
  button,
  type CorpusPage,
  go,
  guarded,
  html,
  LEAD,
  open,
  remembered,
  shop,
  tag,
  tracked,
  V1_LINK,
  V2,
  V2_LINK,
} from './page';

/** What goes wrong with the lead itself. */

const withLead = (
  name: string,
  lead: string,
  expect: string[],
  verdict: CorpusPage['verdict'] = 'at-risk',
): CorpusPage => ({
  name,
  site: (api) => shop(tag(api), guarded(lead)),
  start: V1_LINK,
  steps: [remembered, open('/signup'), tracked, go],
  expect,
  verdict,
});

const post = (api: string, path: string, body: string, headers = '') =>
  `fetch('${api}${path}',{method:'POST',headers:{'content-type':'application/json'${headers}},body:JSON.stringify(${body})}).catch(()=>0);`;

const SALE = "{transaction_id:'t1',amount_cents:100,customer_key:'u_81'}";

export const LEAD_PAGES: CorpusPage[] = [
  withLead('no user_id', "{email:'ada@example.org'}", ['lead-user-id-missing']),
  withLead('user_id of the guide’s example', "{email:'ada@example.org',user_id:'user_123'}", [
    'lead-user-id-placeholder',
  ]),
  withLead('user_id that is a number', "{email:'ada@example.org',user_id:81}", ['lead-user-id-not-string']),
  withLead('user_id that is the e-mail', "{email:'ada@example.org',user_id:'ada@example.org'}", [
    'lead-user-id-is-email',
  ]),
  withLead('no e-mail', "{user_id:'u_81'}", ['lead-email-missing'], 'attributed'),
  withLead('e-mail without a domain', "{email:'ada@example',user_id:'u_81'}", ['lead-email-invalid'], 'attributed'),
  withLead(
    'additional_data as text',
    `{email:'ada@example.org',user_id:'u_81',additional_data:'pro'}`,
    ['lead-additional-data-invalid'],
    'attributed',
  ),
  {
    ...withLead('name that Affitor discards', "{email:'ada@example.org',user_id:'u_81',name:'Ada'}", [], 'attributed'),
    notes: ['lead-personal-data'],
  },
  {
    name: 'sale that is there already',
    scenario: '409',
    endpoint: 'sale',
    site: (api) => shop(tag(api), post(api, '/api/v1/track/sale', SALE)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: [],
    verdict: 'pending',
    notes: ['duplicate-transaction'],
  },
  {
    name: 'double submit',
    site: (api) => shop(tag(api), `${guarded()}${guarded()}`),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['lead-duplicate'],
    verdict: 'attributed',
  },
  {
    name: 'one person under two ids',
    site: (api) => shop(tag(api), `${guarded()}${guarded("{email:'ada@example.org',user_id:'u_82'}")}`),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['lead-user-id-changed'],
    verdict: 'at-risk',
  },
  {
    name: 'v2 signup() without an id',
    site: (api) => shop(tag(api, V2), 'affitor.signup()'),
    start: V2_LINK,
    steps: [remembered, go],
    expect: ['lead-user-id-missing'],
    verdict: 'at-risk',
  },
  {
    name: 'lead that leaving cuts off',
    scenario: 'slow',
    endpoint: 'lead',
    // Not even a machine that is busy takes so long to leave a page.
    delayMs: 30_000,
    site: (api) => {
      const lead = post(api, '/api/tracking/lead', "{customer_code:'x',user_id:'u_81',email:'ada@example.org'}");
      return shop(tag(api), `${lead}setTimeout(()=>{location.href='/welcome'},200)`);
    },
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['lead-cancelled-by-navigation'],
    verdict: 'lost',
  },
  {
    name: 'lead before the click is answered',
    scenario: 'slow',
    endpoint: 'click',
    site: (api) => ({
      '/': html(`<script>window.affitorQueue=[['trackLead',${LEAD}]]</script>${tag(api)}`, button(guarded())),
    }),
    start: V1_LINK,
    steps: [remembered],
    expect: ['lead-before-click', 'cookie-missing-at-lead<-lead-before-click', 'lead-not-sent<-lead-before-click'],
    verdict: 'lost',
  },
  {
    name: 'API key in the page',
    site: (api) =>
      shop(tag(api), post(api, '/api/v1/track/sale', SALE, ",authorization:'Bearer affitor_sk_live_12345678'")),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['token-in-browser', 'token-invalid<-token-in-browser'],
    verdict: 'pending',
  },
  {
    name: 'sale from the page without a key',
    site: (api) => shop(tag(api), post(api, '/api/v1/track/sale', SALE)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['token-invalid'],
    verdict: 'pending',
  },
  {
    name: 'sale that is refused',
    scenario: '400',
    endpoint: 'sale',
    site: (api) => shop(tag(api), post(api, '/api/v1/track/sale', SALE)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['api-error'],
    verdict: 'pending',
  },
  {
    name: 'lead that fails at the API',
    scenario: '500',
    endpoint: 'lead',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['lead-request-failed'],
    verdict: 'lost',
  },
  {
    name: 'customer whom the API does not know',
    scenario: 'unknown-customer',
    endpoint: 'lead',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['lead-customer-not-found'],
    verdict: 'lost',
  },
  {
    name: 'lead that the program wants confirmed',
    scenario: 'provisional',
    site: (api) => shop(tag(api, V2), "affitor.signup('u_81','ada@example.org')"),
    start: V2_LINK,
    steps: [remembered, go],
    expect: ['lead-provisional'],
    verdict: 'at-risk',
  },
];
