import { ENDPOINTS, TRACKER_COOKIES, TRACKER_METHODS } from '@/lib/tracker/dialects';

/** What a field's name says about its value: the first of redaction's two ways to find what must not leave. */

export const REDACTION_CATEGORIES = ['email', 'phone', 'name', 'token', 'cookie', 'user-id', 'query'] as const;
export type RedactionCategory = (typeof REDACTION_CATEGORIES)[number];

const KEYS: Record<RedactionCategory, string> = {
  email: 'email mail emailaddress useremail customeremail contactemail loginemail emailhash hashedemail emailmasked',
  phone: 'phone phonenumber tel telephone mobile mobilenumber mobilephone cell cellphone msisdn fax whatsapp',
  name: 'name firstname lastname middlename fullname givenname familyname surname displayname nickname customername',
  token:
    'token accesstoken refreshtoken idtoken authtoken apitoken apikey xapikey secret clientsecret password passwd pwd passphrase authorization proxyauthorization auth bearer sessionid sid jsessionid phpsessid csrf csrftoken xcsrftoken xsrftoken jwt otp',
  cookie: 'customercode clickid clickids existingclickid affitorclickid affitorcustomer gaclientid',
  'user-id':
    'userid uid user username login customerkey customerid affitorcustomerkey externalid accountid memberid clientreferenceid stripecustomerid sub ip ipaddress remoteaddress',
  query: 'partnercode shortcode affiliatecode referralcode ref aff',
};

const CATEGORY_OF = new Map<string, RedactionCategory>(
  REDACTION_CATEGORIES.flatMap((category) => KEYS[category].split(' ').map((key) => [key, category] as const)),
);

/** Things that have names without being people. */
const THINGS =
  /^(?:lineitems?|items?|products?|plans?|programs?|partners?|events?|campaigns?|company|organi[sz]ation|prices?|options?|cookies?)$/;

/** What longer names end in: `billing_email`, `x-auth-token`, `external_user_id`. */
const SUFFIXES: [suffix: RegExp, category: RedactionCategory][] = [
  [/email(?:address)?$/, 'email'],
  [/phone(?:number)?$/, 'phone'],
  [/(?:first|last|full|given|family|contact)name$/, 'name'],
  [/(?:token|secret|secretkey|privatekey|accesskey|apikey|password)$/, 'token'],
  [/(?:userid|customerkey)$/, 'user-id'],
];

const PEOPLE = /^(?:user|customer|account|member|profile|visitor|lead|person|contact)s?$/;

/** `user[email]`, `customer.email` and `X-Email` all speak of an e-mail; `id` is a person's in `user`. */
export function categoryOfKey(key: string, parentKey = ''): RedactionCategory | undefined {
  const path = key.replace(/\]$/, '').split(/[[\].]+/);
  const last = squeeze(path.at(-1) ?? key);
  const parent = squeeze(path.at(-2) ?? parentKey);
  if (last === 'id' && PEOPLE.test(parent)) return 'user-id';
  const whole = squeeze(key);
  const category =
    CATEGORY_OF.get(last) ?? CATEGORY_OF.get(whole) ?? SUFFIXES.find(([suffix]) => suffix.test(whole))?.[1];
  return category === 'name' && THINGS.test(parent) ? undefined : category;
}

const squeeze = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Words of the protocol. A secret that happens to be one of them is replaced where it stands as a value, but not
 * wherever else the word occurs: a user named "test" must not take `/api/tracking/test` with him.
 */
const VOCABULARY = new Set(
  [
    ...TRACKER_COOKIES,
    ...TRACKER_METHODS,
    ...ENDPOINTS.flatMap((endpoint) => [endpoint.name, ...endpoint.path.split('/')]),
    ...'bearer basic affitor affitorqueue tracker tracking track test true false null undefined none click lead sale refund signup'.split(
      ' ',
    ),
    ...'login email phone name user user_id customer customer_key program program_id partner debug production local'.split(
      ' ',
    ),
    ...'fetch beacon script document cookie cookies header request response message success error status data'.split(
      ' ',
    ),
    ...'http https post get put delete options application json text html utf-8 form page event pageview referrals'.split(
      ' ',
    ),
    ...'payments payment subscription monthly quarterly annual attributed unattributed pending redacted example'.split(
      ' ',
    ),
    ...'window location console queue push value expires path domain secure samesite strict index'.split(' '),
  ].map((word) => word.toLowerCase()),
);

export const isProtocolWord = (value: string): boolean => VOCABULARY.has(value.toLowerCase());
