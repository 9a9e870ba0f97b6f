import { i18n } from '#i18n';
import { BodyView } from '@/components/atoms/BodyView';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { HeaderList } from '@/components/atoms/HeaderList';
import { Tag } from '@/components/atoms/Tag';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { isCutOff } from '@/lib/timeline/out-of-reach';
import { type DetailViewProps, requestOf } from './detail-tabs';
import styles from './RequestTab.module.css';

/** The request as it went out. */
export function RequestTab({ entry, timeline }: DetailViewProps) {
  const request = requestOf(timeline, entry);
  if (!request) return <EmptyNote title={i18n.t('timeline.detail.noRequest')} />;
  const { endpoint } = request;
  return (
    <>
      <div className={styles.line}>
        <b>{request.method}</b>
        <code className={styles.url}>{request.url}</code>
        <CopyButton text={request.url} label={i18n.t('timeline.detail.copyAddress')} />
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        <dt>{i18n.t('timeline.detail.endpoint')}</dt>
        <dd>
          {endpoint ? `${endpoint.name}, ${endpoint.dialect}` : i18n.t('timeline.detail.unrecognised')}
          {endpoint?.assumed && (
            <Tag tone="info" title={i18n.t('timeline.detail.assumedPathHint')}>
              {i18n.t('timeline.detail.assumedPath')}
            </Tag>
          )}
        </dd>
        <dt>{i18n.t('timeline.detail.sentBy')}</dt>
        <dd>
          {request.carrier}
          {request.keepalive && ', keepalive'}
          {request.hops > 1 && `, ${i18n.t('timeline.detail.forwarded')}`}
          {isCutOff(request) ? (
            <Tag tone="warn" title={i18n.t('timeline.detail.cutOffHint')}>
              {i18n.t('timeline.detail.cutOff')}
            </Tag>
          ) : (
            request.routed && <Tag tone="info">{i18n.t('timeline.detail.answeredByMock')}</Tag>
          )}
        </dd>
        {request.redirects.map((redirect, hop) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a chain may come by one address twice
          <div key={hop} className={styles.pair}>
            <dt>{i18n.t('timeline.detail.redirected')}</dt>
            <dd>{i18n.t('timeline.detail.redirectedTo', [redirect.status, redirect.url])}</dd>
          </div>
        ))}
        {request.pairedByOrder && (
          <>
            <dt>{i18n.t('timeline.detail.matched')}</dt>
            <dd className={text.second}>{i18n.t('timeline.detail.matchedByOrder')}</dd>
          </>
        )}
      </dl>
      <HeaderList
        headers={request.headers}
        title={i18n.t('timeline.detail.requestHeaders')}
        copyLabel={i18n.t('timeline.detail.copyRequestHeaders')}
      />
      <div className={pane.pad}>
        <BodyView
          body={request.body}
          headers={request.headers}
          label={i18n.t('timeline.detail.requestBody')}
          copyLabel={i18n.t('timeline.detail.copyRequestBody')}
        />
      </div>
    </>
  );
}
