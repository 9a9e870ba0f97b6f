import { crash } from '@/test/e2e/support/scenarios/crash';

crash('chromium');
