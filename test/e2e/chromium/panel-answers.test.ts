import { panelAnswers } from '@/test/e2e/support/scenarios/panel-answers';

panelAnswers('chromium');
