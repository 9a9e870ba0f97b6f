import { privateWindows } from '@/test/e2e/support/scenarios/private-windows';

privateWindows('chromium');
