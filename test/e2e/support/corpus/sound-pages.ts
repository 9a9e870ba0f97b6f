import {
  at,
  button,
  type CorpusPage,
  go,
  guarded,
  html,
  LEAD,
  open,
  push,
  remembered,
  shop,
  tag,
  titled,
  tracked,
  V1_LINK,
  V2,
  V2_LINK,
} from './page';

/** Integrations as the vendor's guide shows them: nothing is to be found wrong with any. */

const V2_SIGNUP = "affitor.signup('u_81','ada@example.org')";
const V2_GUARDED = `if(window.affitor)${V2_SIGNUP};else{window.affitorQueue=window.affitorQueue||[];affitorQueue.push(['signup','u_81','ada@example.org'])}`;

const sound = (page: Omit<CorpusPage, 'expect' | 'verdict'> & Partial<CorpusPage>): CorpusPage => ({
  expect: [],
  verdict: 'attributed',
  ...page,
});

/** A form that makes the account first, reports the signup, and then goes on. */
const form = (report: string) =>
  `<form id="f"><input name="email" value="ada@example.org"><button id="go">Sign up</button></form><script>
  document.querySelector('#f').addEventListener('submit', async (event) => {
    event.preventDefault();
    await fetch('/account', { method: 'POST' });
    ${report}
  });</script>`;

const ACCOUNT = { '/account': { headers: { 'content-type': 'application/json' }, body: '{"id":"u_81"}' } };

export const SOUND_PAGES: CorpusPage[] = [
  sound({
    name: 'script tag in the head, guarded call',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'script tag at the end of the body',
    site: (api) => shop('', guarded(), { '/': html('', tag(api)), '/signup': html('', button(guarded()) + tag(api)) }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'form that awaits the account',
    site: (api) => shop(tag(api), '', { ...ACCOUNT, '/signup': html(tag(api), form(guarded())) }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'queue filled before the tracker loads',
    site: (api) => shop(tag(api), '', { '/signup': html(`<script>${push()}</script>${tag(api)}`) }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked],
  }),
  sound({
    name: 'OAuth callback that queues the lead',
    site: (api) =>
      shop(tag(api), "location.href='/oauth'", {
        '/oauth': html('', button("location.href='/callback?code=x'")),
        '/callback': html(`<script>${push()}</script>${tag(api)}`),
      }),
    start: V1_LINK,
    steps: [remembered, go, at('/oauth'), go, at('/callback'), tracked],
  }),
  sound({
    name: 'one script for both dialects',
    site: (api) => shop(tag(api, { file: 'affitor-tracker.js' })),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'router that changes the address after the click',
    site: (api) => shop(tag(api), `history.pushState(null,'','/signup');${guarded()}`),
    start: V1_LINK,
    steps: [remembered, go],
  }),
  sound({
    name: 'redirect that keeps the query',
    site: (api) => shop(tag(api), guarded(), { '/go': { status: 302, headers: { location: V1_LINK } } }),
    start: '/go?ref=PARTNER123',
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'script added by a tag manager',
    site: (api) => {
      const manager = `<script>const s=document.createElement('script');s.src='${api}/js/affitor-tracker-v1.js';s.setAttribute('data-affitor-program-id','42');document.head.append(s)</script>`;
      return shop(manager);
    },
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'landed, not signed up yet',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered],
    verdict: 'pending',
  }),
  sound({
    name: 'v2 signup() in a click handler',
    site: (api) => shop(tag(api, V2), V2_SIGNUP),
    start: V2_LINK,
    steps: [remembered, open('/signup'), tracked, go],
  }),
  sound({
    name: 'v2 guarded, queued before the tracker loads',
    site: (api) => shop(tag(api, V2), '', { '/signup': html(`<script>${V2_GUARDED}</script>${tag(api, V2)}`) }),
    start: V2_LINK,
    steps: [remembered, open('/signup'), tracked],
  }),
  sound({
    name: 'v2 form that goes on when the lead has arrived',
    site: (api) => {
      const report = `${V2_SIGNUP}.then(()=>{location.href='/welcome'});`;
      return shop(tag(api, V2), '', { ...ACCOUNT, '/signup': html(tag(api, V2), form(report)) });
    },
    start: V2_LINK,
    steps: [remembered, open('/signup'), tracked, go, at('/welcome')],
  }),
  sound({
    name: 'debug on while trying it out',
    site: (api) => shop(tag(api, { attributes: 'data-affitor-debug="true"' })),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
    verdict: 'test-only',
    notes: ['click-real-in-debug'],
    inProduction: { expect: ['debug-in-production'], verdict: 'test-only' },
  }),
  sound({
    name: 'test_mode while trying it out',
    site: (api) => shop(tag(api), guarded("{email:'ada@example.org',user_id:'u_81',additional_data:{test_mode:true}}")),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
    verdict: 'test-only',
    inProduction: { expect: ['test-mode-in-production'], verdict: 'test-only' },
  }),
];

const ACCOUNT_PAGE = { '/api/signup': { headers: { 'content-type': 'application/json' }, body: '{"id":"u_81"}' } };

SOUND_PAGES.push(
  sound({
    name: 'server-side lead after a fetch to the page’s own server',
    site: (api) =>
      shop(tag(api), "fetch('/api/signup?plan=pro',{method:'POST',body:'email=ada@example.org'})", ACCOUNT_PAGE),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
    verdict: 'server-side',
  }),
  sound({
    name: 'server-side lead after an ordinary form',
    site: (api) => ({
      ...shop(tag(api)),
      '/signup': html(
        tag(api),
        '<form method="post" action="/register"><input name="email"><button id="go">Go</button></form>',
      ),
      '/register': html(tag(api), 'Welcome'),
    }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go, at('/register'), tracked],
    verdict: 'server-side',
  }),
);

const SLOW = { delayMs: 4000, headers: { 'content-type': 'text/javascript' }, body: '' };
const SLOW_TAG = '<script async src="/slow/affitor-tracker.js" data-affitor-program-id="42"></script>';
const LEAVE = "setTimeout(()=>{location.href='/welcome'})";

/** The same examples on a slow line, left at once. */
const hurried = (name: string, body: string, steps: CorpusPage['steps'], v2 = false): CorpusPage => ({
  name: `${name}, a late tracker, and left at once`,
  site: (api) =>
    shop(tag(api, v2 ? V2 : {}), '', {
      ...ACCOUNT,
      '/slow/affitor-tracker.js': SLOW,
      '/signup': html(`${SLOW_TAG}<title>ready</title>`, body),
    }),
  start: v2 ? V2_LINK : V1_LINK,
  steps: [
    remembered,
    ({ page, origin }) =>
      page.evaluate((url) => {
        location.href = url;
      }, `${origin}/signup`),
    ...steps,
    at('/welcome'),
    tracked,
  ],
  expect: ['queue-lost-by-navigation'],
  verdict: 'lost',
});

export const HURRIED_PAGES: CorpusPage[] = [
  hurried('guarded call', button(`${guarded()}${LEAVE}`), [at('/signup'), titled('ready'), go]),
  hurried('form', form(`${guarded()}${LEAVE}`), [at('/signup'), titled('ready'), go]),
  hurried('queue', `<script>${push(LEAD)}${LEAVE}</script>`, []),
  hurried('v2 guarded call', button(`${V2_GUARDED}${LEAVE}`), [at('/signup'), titled('ready'), go], true),
];
