import type { CookieAttributes, CookieContent, Witness } from '@/lib/model/observation';
import type { NamedValue } from './cookie-header';
import type { TrackerTag } from './script-tags';

/** HAR 1.2 as we write it (http://www.softwareishard.com/blog/har-12-spec/); `_` marks what is no part of it. */

export type HarFile = {
  log: {
    version: '1.2';
    creator: { name: string; version: string };
    browser: { name: string; version: string };
    pages: HarFilePage[];
    entries: HarFileEntry[];
  };
};

export type HarFilePage = {
  id: string;
  startedDateTime: string;
  title: string;
  pageTimings: Record<string, never>;
  _affitor: {
    url: string;
    redirects: string[];
    status?: number;
    /** What a browser's own HAR has in the page's HTML and in headers. */
    scripts: TrackerTag[];
    cookies: { at: number; phase: CookieContent['phase']; name: string; value: string; attributes: CookieAttributes }[];
  };
};

export type HarCookie = NamedValue & {
  path?: string;
  domain?: string;
  expires?: string;
  httpOnly?: boolean;
  secure?: boolean;
};

export type HarResponse = {
  status: number;
  statusText: string;
  httpVersion: string;
  cookies: HarCookie[];
  headers: NamedValue[];
  content: { size: number; mimeType: string; text?: string; encoding?: string; comment?: string };
  redirectURL: string;
  headersSize: number;
  bodySize: number;
  _error?: string;
};

export type HarFileEntry = {
  pageref?: string;
  startedDateTime: string;
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: NamedValue[];
    headers: NamedValue[];
    queryString: NamedValue[];
    postData?: { mimeType: string; text: string; params?: NamedValue[]; _encoding?: string } | undefined;
    headersSize: number;
    bodySize: number;
  };
  response: HarResponse;
  cache: Record<string, never>;
  timings: {
    blocked: number;
    dns: number;
    connect: number;
    ssl: number;
    send: number;
    wait: number;
    receive: number;
  };
  _resourceType: string;
  _affitor: {
    number: number;
    carrier: string;
    witnesses: Witness[];
    documentUrl: string;
    keepalive: boolean;
  };
};
