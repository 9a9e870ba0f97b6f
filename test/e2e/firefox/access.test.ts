import { access } from '@/test/e2e/support/scenarios/access';

access('firefox');
