import { useEffect, useState } from 'react';

/** The text's SHA-256 in hex; undefined until it is known. */
export function useSha256(text: string | undefined): string | undefined {
  const [result, setResult] = useState<{ text: string; hash: string }>();
  useEffect(() => {
    if (text === undefined) return;
    let isCurrent = true;
    // Which extension pages always have: they are secure contexts.
    void crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)).then((bytes) => {
      const hash = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      if (isCurrent) setResult({ text, hash });
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return result && result.text === text ? result.hash : undefined;
}
