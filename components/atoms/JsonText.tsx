import code from '@/components/shared/code.module.css';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/g;

/** JSON on one or more lines with its keys, strings and numbers told apart by colour. */
export function JsonText({ text }: { text: string }) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, string, colon] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    const kind = string === undefined ? code.number : colon === undefined ? code.string : code.key;
    parts.push(
      <span key={match.index} className={kind}>
        {string ?? token}
      </span>,
      colon,
    );
    end = match.index + token.length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}
