import type { HarContent } from '@/lib/witness/browser/har';

type Request = { getContent(callback: (content: string | null, encoding: string | null) => void): unknown };

/** Chromium gives the body to a callback, Firefox as a promise of `[text, encoding or type]`. */
export function readContent(request: Request): Promise<HarContent> {
  return new Promise((resolve) => {
    const take = (text: unknown, encoding: unknown) =>
      resolve(typeof text === 'string' ? { text, encoding: encoding === 'base64' ? 'base64' : '' } : undefined);
    const promised = request.getContent(take);
    if (promised instanceof Promise) {
      promised.then(
        (answer: unknown) => (Array.isArray(answer) ? take(answer[0], answer[1]) : resolve(undefined)),
        () => resolve(undefined),
      );
    }
  });
}
