import { type CorpusPage, go, guarded, open, remembered, shop, tag, tracked, V1_LINK, V2, V2_LINK } from './page';

/** What goes wrong with the click and its cookie. */

const WITHOUT_COOKIE = (cause: string) => [`cookie-missing-at-lead<-${cause}`, `lead-not-sent<-${cause}`];
const click = (name: string, scenario: NonNullable<CorpusPage['scenario']>, ...expect: string[]): CorpusPage => ({
  name,
  scenario,
  endpoint: 'click',
  site: (api) => shop(tag(api)),
  start: V1_LINK,
  steps: [tracked],
  expect,
  verdict: 'lost',
});

export const COOKIE_PAGES: CorpusPage[] = [
  {
    name: 'cookie that the site renews over https without Secure',
    secure: true,
    site: (api) =>
      shop(
        tag(api, V2),
        `document.cookie=document.cookie.match(/affitor_click_id=[^;]+/)[0]+'; path=/; max-age=5184000'`,
      ),
    start: V2_LINK,
    steps: [remembered, go],
    expect: ['cookie-not-secure'],
    verdict: 'pending',
  },
  click('click that fails at the API', '500', 'click-failed'),
  click('click that CORS refuses', 'cors-refused', 'click-failed'),
  {
    name: 'program that is paused',
    scenario: '403',
    endpoint: 'lead',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['program-inactive', 'lead-request-failed<-program-inactive'],
    verdict: 'lost',
  },
  click('too many clicks', '429', 'rate-limited', 'click-failed<-rate-limited'),
  {
    name: 'link that is no longer active',
    site: (api) => shop(tag(api)),
    start: '/?ref=OLD2023',
    steps: [tracked],
    expect: ['click-link-inactive'],
    verdict: 'lost',
  },
  {
    name: 'cookie domain of another site',
    site: (api) => shop(tag(api, { attributes: 'data-affitor-cookie-domain="other.example"' })),
    start: V1_LINK,
    steps: [tracked],
    expect: ['cookie-blocked', 'cookie-not-written<-cookie-blocked'],
    verdict: 'lost',
  },
  {
    name: 'consent tool that guards document.cookie',
    site: (api) =>
      shop(
        `<script>Object.defineProperty(document,'cookie',{get:()=>'',set(){},configurable:true})</script>${tag(api)}`,
      ),
    start: V1_LINK,
    steps: [tracked],
    expect: ['cookie-not-written'],
    verdict: 'lost',
  },
  {
    name: 'signup on another subdomain',
    host: 'www.shop.localhost',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [remembered, ({ page, origin }) => page.goto(`${origin.replace('www.', 'app.')}/signup`), tracked, go],
    expect: ['cookie-host-only', ...WITHOUT_COOKIE('cookie-host-only')],
    verdict: 'lost',
  },
  {
    name: 'logout that deletes all cookies',
    site: (api) => shop(tag(api), `document.cookie='customer_code=; path=/; max-age=0';${guarded()}`),
    start: V1_LINK,
    steps: [
      remembered,
      ({ page }) =>
        page.evaluate(() => {
          // biome-ignore lint/suspicious/noDocumentCookie: what a logout does
          document.cookie = 'customer_code=; path=/; max-age=0';
        }),
      open('/signup'),
      tracked,
      go,
    ],
    expect: ['cookie-expired', ...WITHOUT_COOKIE('cookie-expired')],
    verdict: 'lost',
  },
  {
    name: 'cookie of one day',
    site: (api) =>
      shop(
        tag(api),
        "const [,c]=/customer_code=([^;]*)/.exec(document.cookie);document.cookie='customer_code='+c+'; path=/; max-age=86400'",
      ),
    start: V1_LINK,
    steps: [remembered, go],
    expect: ['cookie-expires-early'],
    verdict: 'pending',
  },
  {
    name: 'another partner’s link after the first',
    site: (api) => shop(tag(api)),
    start: V1_LINK,
    steps: [
      remembered,
      open('/?ref=abc123'),
      async ({ page }) => {
        await page.evaluate(async () => {
          while (!document.cookie.includes('abc123')) await new Promise(requestAnimationFrame);
        });
      },
    ],
    expect: ['cookie-overwritten'],
    verdict: 'pending',
  },
  {
    name: 'mirror cookie of another customer',
    site: (api) => shop(tag(api, V2), "document.cookie='customer_code=cust_42_1600000000000; path=/; max-age=5184000'"),
    start: V2_LINK,
    steps: [remembered, go],
    expect: ['cookie-overwritten', 'cookie-mirror-mismatch<-cookie-overwritten'],
    verdict: 'pending',
  },
  {
    name: 'customer who came eighty days ago',
    site: (api) =>
      shop(
        `<script>document.cookie='customer_code=cust_42_'+(Date.now()-80*864e5)+'; path=/; max-age=5184000'</script>${tag(api)}`,
      ),
    start: '/',
    steps: [tracked, go],
    expect: ['window-expired', 'lead-customer-not-found'],
    verdict: 'lost',
  },
  {
    name: 'server-side lead whose request leaves the cookie out',
    site: (api) => shop(tag(api), "fetch('/api/signup',{method:'POST',credentials:'omit'})", { '/api/signup': '{}' }),
    start: V1_LINK,
    steps: [remembered, open('/signup'), tracked, go],
    expect: ['server-cookie-missing'],
    verdict: 'server-side',
  },
];
