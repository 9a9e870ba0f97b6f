import { panelWork } from '@/test/e2e/support/scenarios/panel-work';

panelWork('chromium');
