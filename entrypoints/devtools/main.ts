import { browser } from 'wxt/browser';
import { connectPanel } from '@/lib/messaging/connection';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { adaptPort } from '@/lib/messaging/transport';
import { createIds } from '@/lib/model/ids';
import { TRACKER_HOSTS } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';
import { isTrackerRequest } from '@/lib/tracker/tracker-request';
import { type HarRecord, translateHar } from '@/lib/witness/browser/har';
import { readContent } from './content';

/**
 * Runs as long as DevTools is open on a tab: adds the panel, and brings the background what DevTools' network log says
 * of the tracker's requests, whether or not the panel is on show.
 */
const { tabId } = browser.devtools.inspectedWindow;
const connection = connectPanel({
  openPort: () => adaptPort(browser.runtime.connect({ name: PORT_NAMES.devtools })),
  tabId,
});
const nextId = createIds('n');
const nextRequestId = createIds('h');
let hosts: readonly string[] = TRACKER_HOSTS;
let pageHost: string | undefined;
/** The log tells late, also of what went out while recording was off. */
let recordedFrom = 0;

connection.subscribe((event) => {
  if (event.type !== 'hello' && event.type !== 'status') return;
  hosts = event.status.hosts ?? TRACKER_HOSTS;
  pageHost = parseUrl(event.status.pageUrl)?.host;
  if (!event.status.recording) recordedFrom = Number.POSITIVE_INFINITY;
  else if (recordedFrom === Number.POSITIVE_INFINITY) recordedFrom = Date.now();
});

browser.devtools.network.onRequestFinished.addListener(async (request) => {
  const record: HarRecord = request;
  if (!isTrackerRequest(record.request, hosts, pageHost) || Date.parse(record.startedDateTime) < recordedFrom) return;
  // At once: the browser forgets the body with the page.
  const content = await readContent(request);
  const reports = translateHar(record, content, nextRequestId(tabId));
  connection.observe(reports.map((report) => ({ ...report, id: nextId(tabId), source: 'network' })));
});

browser.devtools.panels.create('Affitor', '/icon.svg', 'panel.html');
