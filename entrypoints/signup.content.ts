import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { playStep } from '@/lib/site-test/page/play-step';
import { recordSignup } from '@/lib/site-test/page/record-signup';
import type { SignupCommand } from '@/lib/site-test/signup-step';

/** Beside a page while a test of its site records the signup or makes it again; put there by the background alone. */
export default defineContentScript({
  matches: ['<all_urls>'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main() {
    // It may be put into the same document more than once.
    if (Reflect.has(globalThis, MARK)) return;
    Reflect.set(globalThis, MARK, true);
    let stop: (() => void) | undefined;
    const send = (steps: unknown) => {
      // A background that is gone, as after an update, has no test that would want to hear of it.
      browser.runtime.sendMessage({ type: 'signup-steps', steps }).catch(() => stop?.());
    };
    browser.runtime.onMessage.addListener((message: unknown, _sender, sendResponse) => {
      if (!isCommand(message)) return undefined;
      switch (message.type) {
        case 'signup-record':
          stop ??= recordSignup(window, send);
          sendResponse(true);
          return undefined;
        case 'signup-stop':
          stop?.();
          stop = undefined;
          sendResponse(true);
          return undefined;
        case 'signup-play': {
          const { reply, later } = playStep(window, message.ask);
          sendResponse(reply);
          if (later) setTimeout(later);
          return undefined;
        }
      }
    });
  },
});

/** By its name: only the background can send one, and it says the same to the router beside us. */
function isCommand(message: unknown): message is SignupCommand {
  const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;
  return type === 'signup-record' || type === 'signup-stop' || type === 'signup-play';
}

const MARK = Symbol.for('affitor-signup');
