/** Pages whose HAR gives another verdict than the recording, and what a HAR lacks for it. */

const QUEUE = 'A HAR has no queue.';
const ROUTED = 'A HAR does not say that its page was routed.';
const CALLS = 'A HAR has no calls, so nobody knows that a lead was meant to be sent.';

export const NOT_IN_A_HAR: Record<string, string> = {
  'guarded call, a late tracker, and left at once': QUEUE,
  'form, a late tracker, and left at once': QUEUE,
  'queue, a late tracker, and left at once': QUEUE,
  'v2 guarded call, a late tracker, and left at once': QUEUE,
  'signup page without the script': QUEUE,
  'script long after the queue': QUEUE,
  'queue with a letter missing': QUEUE,
  'queue declared with let': QUEUE,
  'queue replaced by an empty one': QUEUE,
  'method that the tracker has not': QUEUE,
  'item that is no list': QUEUE,
  'push after the tracker has loaded': QUEUE,
  'call before the tracker is there': CALLS,
  'call in an async function before the tracker is there': CALLS,
  'signup of somebody whom no partner sent': CALLS,
  'signup on another subdomain': CALLS,
  'logout that deletes all cookies': CALLS,
  'lead before the click is answered': CALLS,
  'script that a content security policy blocks': 'A HAR has no console, and there is no request that would show it.',
  'script with a hash that no longer fits': 'A HAR has no console; the request itself succeeded.',
  'routed page whose tag has a hash': ROUTED,
  'routed page whose call waits for a tag that has a hash': ROUTED,
  'lead that leaving cuts off': 'A HAR lacks the answer to a request of a page that was left, whether or not it came.',
};
