import { popups } from '@/test/e2e/support/scenarios/popups';

popups('firefox');
