import { isRoutingSwitch, parseRoutedAnswer, parseRoutedCall, type RelayAsk } from './routed-call';

/**
 * Beside a routed page, in the isolated world: brings its calls to the background, waits as long as the scenario says,
 * and brings the answers back. Delays run here because a background may be stopped while it waits.
 */
export type RouterRelayOptions = {
  /** `runtime.sendMessage`. */
  sendMessage(ask: RelayAsk): Promise<unknown>;
  toPage(text: string): void;
  wait(delayMs: number, done: () => void): void;
};

export type RouterRelay = {
  hear(text: unknown): void;
  /** What the background says unasked. */
  onMessage(message: unknown): void;
};

export function createRouterRelay({ sendMessage, toPage, wait }: RouterRelayOptions): RouterRelay {
  const tell = (message: unknown) => toPage(JSON.stringify(message));

  async function greet(): Promise<void> {
    try {
      const reply: unknown = await sendMessage({ type: 'routing-hello' });
      tell({ routed: typeof reply === 'object' && reply !== null && 'routed' in reply && reply.routed === true });
    } catch {
      // The extension was updated or switched off: the page goes on without us.
      tell({ routed: false });
    }
  }

  async function answer(text: unknown): Promise<void> {
    const call = parseRoutedCall(text);
    if (!call) return;
    const answered = parseRoutedAnswer(
      await sendMessage({ type: 'routed-call', call }).catch(() => ({ kind: 'unrouted' })),
    );
    const done = () => tell({ id: call.id, answer: answered });
    if (answered.kind !== 'unrouted' && answered.delayMs > 0) wait(answered.delayMs, done);
    else done();
  }

  void greet();
  return {
    hear: (text) => void answer(text),
    onMessage(message) {
      if (isRoutingSwitch(message)) tell({ routed: message.on });
    },
  };
}
