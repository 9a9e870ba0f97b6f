import { mock } from '@/lib/cli/commands/mock';
import { describeContract } from '@/test/lib/mock/contract';
import { controlAt } from '@/test/lib/mock/support';
import { aTestIo } from './support';

describeContract('the mock over HTTP', async () => {
  const io = aTestIo();
  const ended = mock.run(['--port', '0', '--quiet'], io);
  const [, base = ''] = await io.line(/(http:\S+)$/);
  return {
    fetch: (path, init) => fetch(`${base}${path}`, init),
    control: controlAt(base),
    async close() {
      io.stop();
      await ended;
    },
  };
});
