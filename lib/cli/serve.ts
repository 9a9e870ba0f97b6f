import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { NetworkFailure } from '@/lib/mock/http/answer';

/** A fetch handler on a Node HTTP server: slow clients time out, and a failure the mock plays cuts the connection. */

export type ServeOptions = {
  host: string;
  port: number;
  fetch(request: Request): Promise<Response>;
  onError(error: unknown): void;
  /** How long a client may take to send its headers, and its whole request. */
  headersTimeoutMs?: number;
  requestTimeoutMs?: number;
};

export type Served = {
  port: number;
  /** Stops listening and ends the connections that are left. */
  close(): Promise<void>;
};

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 20_000;
const CHECK_INTERVAL_MS = 1_000;

export function serve(options: ServeOptions): Promise<Served> {
  const { headersTimeoutMs = HEADERS_TIMEOUT_MS, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const server = createAdaptorServer({
    fetch: (request, env) => answer(options, request, env),
    createServer,
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, headersTimeoutMs, requestTimeoutMs),
    },
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off('error', reject);
      server.on('error', options.onError);
      resolve({ port: portOf(server.address()), close: () => close(server) });
    });
  });
}

async function answer({ fetch, onError }: ServeOptions, request: Request, env: unknown): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof NetworkFailure) {
      if (hasSocket(env)) env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (request.signal.aborted) return RESPONSE_ALREADY_SENT;
    onError(error);
    return Response.json({ error: 'Internal server error' }, { status: 500 });
  }
}

function hasSocket(env: unknown): env is { incoming: IncomingMessage } {
  return typeof env === 'object' && env !== null && 'incoming' in env;
}

function portOf(address: string | AddressInfo | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function close(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
