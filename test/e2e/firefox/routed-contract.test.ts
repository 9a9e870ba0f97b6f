import { routedContract } from '@/test/e2e/support/scenarios/routed-contract';

routedContract('firefox');
