import { useEffect } from 'react';
import { i18n } from '#i18n';
import { useActions, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { Body } from '@/lib/model/body';
import type { Header } from '@/lib/model/observation';
import { decodeBody } from '@/lib/tracker/decode';
import styles from './BodyView.module.css';
import { CopyButton } from './CopyButton';
import { formatBytes } from './format';
import { JsonView } from './JsonView';
import { LongCode } from './LongCode';

type BodyViewProps = { body: Body; headers: readonly Header[]; label: string; copyLabel: string };

/** A body as far as it is held: decoded where its form is known, the rest fetched when it is longer. */
export function BodyView({ body, headers, label, copyLabel }: BodyViewProps) {
  const digest = body.kind === 'text' ? body.digest : undefined;
  const fetched = usePanel((state) => (digest === undefined ? undefined : state.bodies[digest]));
  const { fetchBody } = useActions();
  useEffect(() => {
    if (digest !== undefined) void fetchBody(digest);
  }, [digest, fetchBody]);

  if (body.kind === 'none') return <p className={text.second}>{i18n.t('atoms.bodyNone', [label])}</p>;
  if (body.kind === 'unavailable') {
    return <p className={text.second}>{i18n.t('atoms.bodyUnavailable', [label, body.reason])}</p>;
  }
  const whole = body.kind === 'text' && fetched?.kind === 'loaded' ? withWholeText(body, fetched.text) : body;
  return (
    <>
      <p className={text.meta}>
        {label}
        {body.kind === 'text' && `, ${formatBytes(body.sizeBytes)}`}
        {fetched?.kind === 'loading' && `, ${i18n.t('atoms.bodyLoading')}`}
        {fetched?.kind === 'refused' && `. ${i18n.t('atoms.bodyRefused', [fetched.reason])}`}
        {body.kind === 'text' && body.truncated && `. ${i18n.t('atoms.bodyCut')}`}
      </p>
      <DecodedBody body={whole} headers={headers} label={label} copyLabel={copyLabel} />
    </>
  );
}

function withWholeText({ digest: _, ...body }: Extract<Body, { kind: 'text' }>, whole: string): Body {
  return { ...body, text: whole };
}

function DecodedBody({ body, headers, label, copyLabel }: BodyViewProps) {
  const decoded = decodeBody(body, headers);
  switch (decoded.kind) {
    case 'none':
    case 'unavailable':
      return null;
    case 'json':
      return <JsonView value={decoded.value} label={label} copyLabel={copyLabel} />;
    case 'form':
      return <JsonView value={Object.fromEntries(decoded.fields)} label={label} copyLabel={copyLabel} />;
    case 'text':
      return (
        <div className={styles.body}>
          {decoded.problem && <p className={text.meta}>{decoded.problem}</p>}
          <LongCode text={decoded.text} label={label} isJson={false} />
          <span className={styles.copy}>
            <CopyButton text={decoded.text} label={copyLabel} />
          </span>
        </div>
      );
  }
}
