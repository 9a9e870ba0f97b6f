import { describeContract } from './contract';
import { aMock, inProcess } from './support';

describeContract('the mock as a function', async () => inProcess(aMock()));
