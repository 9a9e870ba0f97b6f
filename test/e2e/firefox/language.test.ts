import { language } from '@/test/e2e/support/scenarios/language';

language('firefox');
