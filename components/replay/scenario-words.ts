import { i18n } from '#i18n';
import type { ScenarioName } from '@/lib/model/ledger';

/** What each scenario does to a caller, in a few words. */
export const SCENARIO_WORDS: Record<ScenarioName, string> = {
  normal: i18n.t('replay.scenarios.normal'),
  '400': i18n.t('replay.scenarios.badRequest'),
  '401': i18n.t('replay.scenarios.unauthorised'),
  '403': i18n.t('replay.scenarios.forbidden'),
  '404': i18n.t('replay.scenarios.notFound'),
  '409': i18n.t('replay.scenarios.conflict'),
  '429': i18n.t('replay.scenarios.rateLimited'),
  '500': i18n.t('replay.scenarios.serverError'),
  slow: i18n.t('replay.scenarios.slow'),
  timeout: i18n.t('replay.scenarios.timeout'),
  dropped: i18n.t('replay.scenarios.dropped'),
  offline: i18n.t('replay.scenarios.offline'),
  'malformed-json': i18n.t('replay.scenarios.malformedJson'),
  'html-error': i18n.t('replay.scenarios.htmlError'),
  'cors-refused': i18n.t('replay.scenarios.corsRefused'),
  'inactive-program': i18n.t('replay.scenarios.inactiveProgram'),
  'unknown-customer': i18n.t('replay.scenarios.unknownCustomer'),
  provisional: i18n.t('replay.scenarios.provisional'),
  'expired-window': i18n.t('replay.scenarios.expiredWindow'),
  flaky: i18n.t('replay.scenarios.flaky'),
};
