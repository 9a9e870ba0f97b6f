import type { Rule } from './rule';
import { apiError } from './rules/api-error';
import { captureIncomplete } from './rules/capture-incomplete';
import { clickFailed } from './rules/click-failed';
import { clickLinkInactive } from './rules/click-link-inactive';
import { clickRealInDebug } from './rules/click-real-in-debug';
import { cookieBlocked } from './rules/cookie-blocked';
import { cookieExpired } from './rules/cookie-expired';
import { cookieExpiresEarly } from './rules/cookie-expires-early';
import { cookieHostOnly } from './rules/cookie-host-only';
import { cookieMirrorMismatch } from './rules/cookie-mirror-mismatch';
import { cookieMissingAtLead } from './rules/cookie-missing-at-lead';
import { cookieNotSecure } from './rules/cookie-not-secure';
import { cookieNotWritten } from './rules/cookie-not-written';
import { cookieOverwritten } from './rules/cookie-overwritten';
import { debugInProduction } from './rules/debug-in-production';
import { duplicateTransaction } from './rules/duplicate-transaction';
import { landingParamLostInRedirect } from './rules/landing-param-lost-in-redirect';
import { landingParamMissing } from './rules/landing-param-missing';
import { landingParamWrongDialect } from './rules/landing-param-wrong-dialect';
import { leadAdditionalDataInvalid } from './rules/lead-additional-data-invalid';
import { leadBeforeClick } from './rules/lead-before-click';
import { leadCalledBeforeTracker } from './rules/lead-called-before-tracker';
import { leadCancelledByNavigation } from './rules/lead-cancelled-by-navigation';
import { leadCustomerNotFound } from './rules/lead-customer-not-found';
import { leadDuplicate } from './rules/lead-duplicate';
import { leadEmailInvalid } from './rules/lead-email-invalid';
import { leadEmailMissing } from './rules/lead-email-missing';
import { leadNotSent } from './rules/lead-not-sent';
import { leadPersonalData } from './rules/lead-personal-data';
import { leadProvisional } from './rules/lead-provisional';
import { leadRequestFailed } from './rules/lead-request-failed';
import { leadUserIdChanged } from './rules/lead-user-id-changed';
import { leadUserIdIsEmail } from './rules/lead-user-id-is-email';
import { leadUserIdMissing } from './rules/lead-user-id-missing';
import { leadUserIdNotString } from './rules/lead-user-id-not-string';
import { leadUserIdPlaceholder } from './rules/lead-user-id-placeholder';
import { programIdConflict } from './rules/program-id-conflict';
import { programIdInvalid } from './rules/program-id-invalid';
import { programIdMissing } from './rules/program-id-missing';
import { programInactive } from './rules/program-inactive';
import { queueLostByNavigation } from './rules/queue-lost-by-navigation';
import { queueMalformedItem } from './rules/queue-malformed-item';
import { queueMisspelt } from './rules/queue-misspelt';
import { queueNeverDrained } from './rules/queue-never-drained';
import { queueNotGlobal } from './rules/queue-not-global';
import { queuePushAfterLoad } from './rules/queue-push-after-load';
import { queueReplaced } from './rules/queue-replaced';
import { queueUnknownMethod } from './rules/queue-unknown-method';
import { rateLimited } from './rules/rate-limited';
import { routingIntegrity } from './rules/routing-integrity';
import { routingSyncXhr } from './rules/routing-sync-xhr';
import { scriptAfterCall } from './rules/script-after-call';
import { scriptBlocked } from './rules/script-blocked';
import { scriptDuplicated } from './rules/script-duplicated';
import { scriptInert } from './rules/script-inert';
import { scriptIntegrityFailed } from './rules/script-integrity-failed';
import { scriptLoadFailed } from './rules/script-load-failed';
import { scriptMissing } from './rules/script-missing';
import { serverCookieMissing } from './rules/server-cookie-missing';
import { testModeInProduction } from './rules/test-mode-in-production';
import { tokenInBrowser } from './rules/token-in-browser';
import { tokenInvalid } from './rules/token-invalid';
import { windowExpired } from './rules/window-expired';

/** Every rule, along the way a signup takes: script, program, landing, click, cookie, queue, lead, sale, routing, recording. */
export const RULES: readonly Rule[] = [
  scriptMissing,
  scriptBlocked,
  scriptLoadFailed,
  scriptInert,
  scriptIntegrityFailed,
  scriptDuplicated,
  scriptAfterCall,
  programIdMissing,
  programIdInvalid,
  programIdConflict,
  landingParamMissing,
  landingParamWrongDialect,
  landingParamLostInRedirect,
  clickFailed,
  clickLinkInactive,
  clickRealInDebug,
  cookieNotWritten,
  cookieBlocked,
  cookieMissingAtLead,
  cookieExpired,
  cookieExpiresEarly,
  cookieHostOnly,
  cookieNotSecure,
  cookieOverwritten,
  cookieMirrorMismatch,
  serverCookieMissing,
  queueMisspelt,
  queueNotGlobal,
  queueReplaced,
  queueNeverDrained,
  queueUnknownMethod,
  queueMalformedItem,
  queuePushAfterLoad,
  queueLostByNavigation,
  leadCalledBeforeTracker,
  leadUserIdMissing,
  leadUserIdNotString,
  leadUserIdPlaceholder,
  leadUserIdIsEmail,
  leadUserIdChanged,
  leadEmailMissing,
  leadEmailInvalid,
  leadPersonalData,
  leadAdditionalDataInvalid,
  leadDuplicate,
  leadBeforeClick,
  leadCancelledByNavigation,
  leadNotSent,
  leadRequestFailed,
  leadCustomerNotFound,
  leadProvisional,
  debugInProduction,
  testModeInProduction,
  tokenInBrowser,
  tokenInvalid,
  programInactive,
  duplicateTransaction,
  windowExpired,
  rateLimited,
  apiError,
  routingIntegrity,
  routingSyncXhr,
  captureIncomplete,
];
