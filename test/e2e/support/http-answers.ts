import type { ServerResponse } from 'node:http';
import path from 'node:path';

/** Answers the shop server gives: files, JSON, and a plain 404. */

export type Asset = { type: string; body: string | Uint8Array };

export type JsonAnswer = { status: number; json: unknown };

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export const assetType = (file: string): string => TYPES[path.extname(file)] ?? 'application/octet-stream';

export const isInside = (folder: string, file: string): boolean => !path.relative(folder, file).startsWith('..');

export const sendAsset = (response: ServerResponse, asset: Asset | undefined): void => {
  if (asset) response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'no-store' }).end(asset.body);
  else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page here.');
};

export const sendJson = (response: ServerResponse, { status, json }: JsonAnswer): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
};
