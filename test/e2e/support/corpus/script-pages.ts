import {
  at,
  button,
  type CorpusPage,
  go,
  guarded,
  html,
  open,
  push,
  remembered,
  shop,
  tag,
  tracked,
  V1_LINK,
  V2,
  V2_LINK,
} from './page';

/** What goes wrong with the script tag, the program and the landing. */

const WRONG_HASH = 'crossorigin integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"';
const CSP = { 'content-security-policy': "script-src 'self' 'unsafe-inline'" };

const addLater = (api: string, afterMs: number) =>
  `setTimeout(()=>{const s=document.createElement('script');s.src='${api}/js/affitor-tracker-v1.js';s.dataset.affitorProgramId='42';document.head.append(s)},${afterMs})`;

/** Locks the methods of the tracker as it comes, as pages do that guard their globals against tampering. */
const LOCK = `<script>Object.defineProperty(window,'affitor',{configurable:true,set(value){
  for(const name of Object.keys(value))if(typeof value[name]==='function')
    Object.defineProperty(value,name,{writable:false,configurable:false});
  Object.defineProperty(window,'affitor',{value,configurable:true,writable:true});
}})</script>`;

export const SCRIPT_PAGES: CorpusPage[] = [
  {
    name: 'signup page without the script',
    site: (api) => shop(tag(api), guarded(), { '/signup': html('', button(guarded())) }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), go],
    expect: ['script-missing', 'queue-never-drained<-script-missing'],
    verdict: 'lost',
  },
  {
    name: 'script at a wrong address',
    site: (api) => shop(tag(api, { file: 'nope/affitor-tracker.js' })),
    start: V1_LINK,
    steps: [go],
    expect: ['script-load-failed', 'queue-never-drained<-script-load-failed'],
    verdict: 'lost',
  },
  {
    name: 'script that a content security policy blocks',
    site: (api) => ({ '/': { headers: CSP, body: html(tag(api), button(guarded())) } }),
    start: V1_LINK,
    steps: [go],
    expect: ['script-blocked', 'queue-never-drained<-script-blocked'],
    verdict: 'lost',
  },
  {
    name: 'script on a host that does not exist',
    site: () => shop(tag('http://api.affitor.invalid')),
    start: V1_LINK,
    steps: [],
    expect: ['script-blocked'],
    verdict: 'lost',
  },
  {
    name: 'script that a consent manager holds back',
    site: (api) => shop(tag(api, { attributes: 'type="text/plain"' })),
    start: V1_LINK,
    steps: [go],
    expect: ['script-inert', 'queue-never-drained<-script-inert'],
    verdict: 'lost',
  },
  {
    name: 'script with a hash that no longer fits',
    site: (api) => shop(tag(api, { attributes: WRONG_HASH })),
    start: V1_LINK,
    steps: [],
    expect: ['script-integrity-failed'],
    verdict: 'lost',
  },
  {
    name: 'script twice',
    site: (api) => shop(tag(api) + tag(api)),
    start: V1_LINK,
    steps: [remembered],
    expect: ['script-duplicated'],
    verdict: 'pending',
  },
  {
    name: 'script long after the queue',
    site: (api) => shop(tag(api), '', { '/signup': html('', `<script>${push()}${addLater(api, 1500)}</script>`) }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked],
    expect: ['script-after-call'],
    verdict: 'at-risk',
  },
  {
    name: 'no program id',
    site: (api) => shop(`<script async src="${api}/js/affitor-tracker-v1.js"></script>`),
    start: V1_LINK,
    steps: [tracked],
    expect: ['program-id-missing'],
    verdict: 'lost',
  },
  {
    name: 'program id of the guide’s example',
    site: (api) => shop(tag(api, { program: 'YOUR_PROGRAM_ID' })),
    start: V1_LINK,
    steps: [tracked],
    expect: ['program-id-invalid'],
    verdict: 'lost',
  },
  {
    name: 'link of another program than the page’s',
    site: (api) => shop(tag(api)),
    start: '/?ref=xyz789',
    steps: [remembered],
    expect: ['program-id-conflict'],
    verdict: 'pending',
  },
  {
    name: 'v2’s parameter for a v1 tracker',
    site: (api) => shop(tag(api)),
    start: V2_LINK,
    steps: [tracked],
    expect: ['landing-param-wrong-dialect'],
    verdict: 'lost',
  },
  {
    name: 'v1’s parameter for a v2 tracker',
    site: (api) => shop(tag(api, V2)),
    start: V1_LINK,
    steps: [tracked],
    expect: ['landing-param-wrong-dialect'],
    verdict: 'lost',
  },
  {
    name: 'redirect that drops the query',
    site: (api) => shop(tag(api), guarded(), { '/go': { status: 302, headers: { location: '/' } } }),
    start: '/go?ref=PARTNER123',
    steps: [tracked],
    expect: ['landing-param-lost-in-redirect'],
    verdict: 'lost',
  },
  {
    name: 'script that sends on without the query',
    site: (api) => shop(tag(api), guarded(), { '/go': html('', "<script>location.replace('/')</script>") }),
    start: '/go?ref=PARTNER123',
    steps: [at('/'), tracked],
    expect: ['landing-param-lost-in-redirect'],
    verdict: 'lost',
  },
  {
    name: 'signup of somebody whom no partner sent',
    site: (api) => shop(tag(api)),
    start: '/',
    steps: [tracked, go],
    expect: [
      'landing-param-missing',
      'cookie-missing-at-lead<-landing-param-missing',
      'lead-not-sent<-landing-param-missing',
    ],
    verdict: 'lost',
  },
  {
    name: 'tracker whose methods the page locks',
    // That its calls cannot be heard; their requests are.
    site: (api) => shop(LOCK + tag(api)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['capture-incomplete'],
    verdict: 'attributed',
  },
];
