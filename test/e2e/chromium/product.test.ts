import { product } from '@/test/e2e/support/scenarios/product';

product('chromium');
