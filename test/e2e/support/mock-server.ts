import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import net from 'node:net';
import { endWithProcess } from './interruption';
import { CLI } from './paths';
import { until, within } from './until';

/**
 * Starts the built command line tool's mock. It has to be the port of the SDK's `local` environment, which is not
 * ours to choose.
 */

export const MOCK_PORT = 1337;

export type MockServer = { origin: string; close(): Promise<void> };

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** On the port the SDK's local environment knows, on any that is free, or on the one where another was before. */
export const startMock = async (which: 'the local one' | 'any' | number = 'the local one'): Promise<MockServer> => {
  const port = which === 'any' ? await freePort() : which === 'the local one' ? MOCK_PORT : which;
  if (!existsSync(CLI)) throw new Error(`No built command line tool at ${CLI}: run \`npm run build\` first.`);
  // Another run may just be ending.
  await until(
    () => isListening(port),
    (taken) => !taken,
    { what: `port ${port} to be free: the SDK's local environment knows no other, so end what listens there` },
  );
  const child = spawn(process.execPath, [CLI, 'mock', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithProcess(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4000);
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const close = async () => {
    child.kill();
    await within(ended, { what: 'Closing the mock' });
  };
  try {
    await until(
      async () => {
        if (child.exitCode !== null) throw new Error(`The mock ended at once and said: ${said}`);
        return isListening(port);
      },
      (listening) => listening,
      { what: `the mock to listen on port ${port}` },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { origin: `http://localhost:${port}`, close };
};
