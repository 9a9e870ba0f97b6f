import { mockServer } from '@/test/e2e/support/scenarios/mock-server';

mockServer('firefox');
