import type { ConsoleReading, Dialect } from '@/lib/model/entry';

/**
 * What the tracker's debug lines mean. One list for both dialects: most lines differ only in their prefix and in the
 * emoji that the first generation puts before them. A line the list does not know keeps its own words.
 */
export type GrammarLine = {
  meaning: string;
  pattern: RegExp;
  tone: ConsoleReading['tone'];
  /** Our wording. */
  text: string | ((fields: Record<string, string>) => string);
  /** Names the pattern's groups; `*` spreads an object printed there into its own fields. */
  groups?: string[];
  dialect?: Dialect;
  /** Lines after this one that explain it belong to it. */
  takesDetails?: boolean;
};

export const GRAMMAR: GrammarLine[] = [
  {
    meaning: 'initialized',
    pattern: /^Affitor tracker initialized with options:\s*(.*)$/s,
    tone: 'ok',
    text: startedText('Tracker started'),
    groups: ['*'],
    dialect: 'v1',
  },
  {
    meaning: 'initialized',
    pattern: /^Affitor tracker v2 initialized:?\s*(.*)$/s,
    tone: 'ok',
    text: startedText('Tracker started'),
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'sdk-initialized',
    pattern: /^Affitor SDK initialized:?\s*(.*)$/s,
    tone: 'ok',
    text: startedText('SDK started'),
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'program-id',
    pattern: /^Using (?:advertiser|program) ID:\s*(.+)$/s,
    tone: 'info',
    text: (fields) => `Program ${fields.programId ?? ''}`,
    groups: ['programId'],
  },
  {
    meaning: 'cookie-probe-started',
    pattern: /^Verifying cookie functionality/,
    tone: 'info',
    text: 'Checking whether cookies work',
  },
  {
    meaning: 'cookie-probe-written',
    pattern: /^Writing test cookies:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test cookies written',
    groups: ['*'],
  },
  {
    meaning: 'cookie-set',
    pattern: /^Cookie set:\s*(.*)$/s,
    tone: 'info',
    text: (fields) => (fields.name ? `Cookie ${fields.name} written` : 'Cookie written'),
    groups: ['*'],
  },
  {
    meaning: 'cookie-probe-read',
    pattern: /^Reading test cookies back:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test cookies read back',
    groups: ['*'],
  },
  {
    meaning: 'cookie-probe-passed',
    pattern: /^Cookie verification PASSED/,
    tone: 'ok',
    text: 'Cookies work',
    takesDetails: true,
  },
  {
    meaning: 'cookie-probe-failed',
    pattern: /^Cookie verification FAILED/,
    tone: 'error',
    text: 'Cookies do not work on this page',
    takesDetails: true,
  },
  {
    meaning: 'user-id-detected',
    pattern: /^(?:Affitor: )?user_id detected\s*[-–:]\s*(.+)$/s,
    tone: 'ok',
    text: (fields) => `user_id detected: ${fields.userId ?? ''}`,
    groups: ['userId'],
    dialect: 'v1',
  },
  {
    meaning: 'user-id-required',
    pattern: /^(?:Affitor: )?user_id is REQUIRED for trackLead\(\)/,
    tone: 'error',
    text: 'user_id is missing: no payment can be attributed to this lead',
    dialect: 'v1',
    takesDetails: true,
  },
  {
    meaning: 'test-called',
    pattern: /^trackTest\(\) called(?:\s+(\S+))?/,
    tone: 'info',
    text: 'trackTest() called: a test event goes out, no lead is made',
    groups: ['debug'],
  },
  {
    meaning: 'test-sending',
    pattern: /^Sending test event to verify tracking:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test event sent',
    groups: ['*'],
  },
  {
    meaning: 'test-click-sending',
    pattern: /^Sending test click event:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test click sent',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'test-lead-sending',
    pattern: /^Sending test lead event:?\s*(.*)$/s,
    tone: 'info',
    text: 'Test lead sent',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'test-lead-sent',
    pattern: /^Test lead event sent successfully:?\s*(.*)$/s,
    tone: 'ok',
    text: 'Test lead accepted: no lead was made',
    groups: ['*'],
    dialect: 'v2',
  },
  {
    meaning: 'click-saved',
    pattern: /^Click tracked, click_id saved:\s*(.+)$/s,
    tone: 'ok',
    text: (fields) => `Click recorded as ${fields.clickId ?? ''}`,
    groups: ['clickId'],
    dialect: 'v2',
  },
  {
    meaning: 'signup-tracked',
    pattern: /^Signup tracked successfully/,
    tone: 'ok',
    text: 'Lead accepted',
    dialect: 'v2',
  },
  {
    meaning: 'signup-key-missing',
    pattern: /^signup\(\) requires customerKey as first argument/,
    tone: 'error',
    text: 'signup() was called without a customer key: no lead was sent',
    dialect: 'v2',
  },
  {
    meaning: 'sdk-load-failed',
    pattern: /^Failed to load:?\s*(.*)$/s,
    tone: 'error',
    text: 'The SDK could not load the tracker script',
    groups: ['error'],
    dialect: 'v2',
  },
];

function startedText(what: string): (fields: Record<string, string>) => string {
  return (fields) => ((fields.debug ?? fields.debugMode) === 'true' ? `${what}, debug on` : what);
}
