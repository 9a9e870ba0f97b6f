import * as v from 'valibot';
import { cookieAttributesSchema } from '@/lib/model/observation-schema';

/**
 * As much of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/) as importing needs, and what Chromium, Firefox
 * and Playwright add to it. Tolerant: an exporter may leave out what we can do without.
 */

const optional = <S extends v.GenericSchema>(schema: S) => v.exactOptional(v.nullable(schema), null);
const text = v.string();
const pair = v.object({ name: text, value: v.fallback(text, '') });
const pairs = v.fallback(v.array(pair), []);

export const harEntrySchema = v.object({
  pageref: optional(text),
  startedDateTime: text,
  time: v.fallback(v.number(), -1),
  request: v.object({
    method: text,
    url: text,
    headers: pairs,
    postData: optional(
      v.object({
        mimeType: v.fallback(text, ''),
        text: optional(text),
        encoding: optional(text),
        _encoding: optional(text),
        params: v.fallback(v.array(v.object({ name: text, value: v.fallback(text, '') })), []),
      }),
    ),
    bodySize: v.fallback(v.number(), -1),
  }),
  response: v.object({
    status: v.fallback(v.number(), 0),
    statusText: v.fallback(text, ''),
    headers: pairs,
    redirectURL: v.fallback(text, ''),
    content: v.fallback(
      v.object({
        size: v.fallback(v.number(), -1),
        mimeType: v.fallback(text, ''),
        text: optional(text),
        encoding: optional(text),
      }),
      { size: -1, mimeType: '', text: null, encoding: null },
    ),
    _error: optional(text),
    _fetchedViaServiceWorker: v.fallback(v.boolean(), false),
  }),
  timings: v.fallback(
    v.object({
      blocked: v.fallback(v.number(), -1),
      dns: v.fallback(v.number(), -1),
      connect: v.fallback(v.number(), -1),
      send: v.fallback(v.number(), 0),
      wait: v.fallback(v.number(), 0),
      receive: v.fallback(v.number(), 0),
    }),
    { blocked: -1, dns: -1, connect: -1, send: 0, wait: 0, receive: 0 },
  ),
  _resourceType: optional(text),
  _affitor: optional(
    v.object({ carrier: optional(text), documentUrl: optional(text), keepalive: v.fallback(v.boolean(), false) }),
  ),
});

export const harPageSchema = v.object({
  id: text,
  startedDateTime: text,
  title: v.fallback(text, ''),
  _affitor: optional(
    v.object({
      url: text,
      redirects: v.fallback(v.array(text), []),
      status: optional(v.number()),
      scripts: v.fallback(
        v.array(
          v.object({
            src: text,
            attributes: v.record(text, text),
            placement: v.picklist(['head', 'body', 'elsewhere']),
            inert: v.boolean(),
          }),
        ),
        [],
      ),
      cookies: v.fallback(
        v.array(
          v.object({
            at: v.number(),
            phase: v.picklist(['set', 'removed', 'expired', 'present', 'refused']),
            name: text,
            value: text,
            attributes: cookieAttributesSchema,
          }),
        ),
        [],
      ),
    }),
  ),
});

export const harAgentSchema = v.object({ name: text, version: v.fallback(text, '') });

export type HarEntry = v.InferOutput<typeof harEntrySchema>;
export type HarPage = v.InferOutput<typeof harPageSchema>;
