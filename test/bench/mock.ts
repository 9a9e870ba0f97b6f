import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '@/lib/cli/serve';
import { createMock } from '@/lib/mock/mock';

/**
 * What the mock costs: memory over 200,000 requests, and leads per second beside the same server that answers a
 * constant. Load generator: Node's own http client, 16 keep-alive connections, from another process than the server.
 * Run: node --expose-gc --import tsx test/bench/mock.ts
 */

const REQUESTS = 200_000;
const LEADS = 20_000;
const WARM_UP = 2_000;
const CONNECTIONS = 16;
const MEBIBYTE = 1024 * 1024;

const role = process.argv[2];
if (role === undefined) {
  await measureMemory();
  await measureRate('constant');
  await measureRate('mock');
} else {
  await serveAs(role);
}

async function measureMemory(): Promise<void> {
  const { gc } = globalThis;
  if (!gc) throw new Error('Run with --expose-gc');
  const mock = createMock();
  console.log(`Memory over ${REQUESTS} requests (a click, then its lead), heap after collection:`);
  for (let sent = 0; sent < REQUESTS; sent += 2) {
    const click = await post(mock.fetch, '/api/v1/track/click', { affiliate_url: 'https://shop.example/?aff=abc123' });
    const { click_id: id } = await click.json();
    await post(mock.fetch, '/api/v1/track/lead', {
      click_id: id,
      customer_key: `u${sent}`,
      email: `u${sent}@shop.example`,
    });
    if ((sent + 2) % (REQUESTS / 8) !== 0) continue;
    gc();
    console.log(`  ${String(sent + 2).padStart(6)}  ${(process.memoryUsage().heapUsed / MEBIBYTE).toFixed(1)} MB`);
  }
}

function post(to: (asked: Request) => Promise<Response>, path: string, body: object): Promise<Response> {
  return to(new Request(`http://127.0.0.1${path}`, { method: 'POST', body: JSON.stringify(body) }));
}

async function measureRate(name: string): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), [name], { execArgv: process.execArgv });
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))));
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { body } = await send(agent, port, '/api/v1/track/click', {
    affiliate_url: 'https://shop.example/?aff=abc123',
  });
  const id = /cust_42_\d+/.exec(body)?.[0] ?? 'cust_42_1';
  const run = async (count: number) => {
    let next = 0;
    const one = async () => {
      while (next < count) {
        next += 1;
        await send(agent, port, '/api/v1/track/lead', { click_id: id, customer_key: 'u1', email: 'jo@shop.example' });
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
  };
  await run(WARM_UP);
  const startedAt = performance.now();
  await run(LEADS);
  const perSecond = LEADS / ((performance.now() - startedAt) / 1_000);
  console.log(`Leads per second, ${name}: ${Math.round(perSecond)}`);
  agent.destroy();
  await ended(child);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

function send(agent: Agent, port: number, path: string, body: object): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const sent = request({ agent, port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function serveAs(name: string): Promise<void> {
  const mock = createMock();
  const constant = async (asked: Request) => {
    await asked.text();
    return Response.json({ success: true, message: 'Lead tracked successfully' });
  };
  const { port } = await serve({
    host: '127.0.0.1',
    port: 0,
    fetch: name === 'mock' ? mock.fetch : constant,
    onError: (error) => console.error(error),
  });
  process.send?.(port);
}
