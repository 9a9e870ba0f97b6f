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
  if (!request) return <EmptyNote title="This event sent no request" />;
  const { endpoint } = request;
  return (
    <>
      <div className={styles.line}>
        <b>{request.method}</b>
        <code className={styles.url}>{request.url}</code>
        <CopyButton text={request.url} label="Copy address" />
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        <dt>Endpoint</dt>
        <dd>
          {endpoint ? `${endpoint.name}, ${endpoint.dialect}` : 'Unrecognised'}
          {endpoint?.assumed && (
            <Tag tone="info" title="The vendor documents only the prefix of this path">
              Assumed path
            </Tag>
          )}
        </dd>
        <dt>Sent by</dt>
        <dd>
          {request.carrier}
          {request.keepalive && ', keepalive'}
          {request.hops > 1 && `, forwarded by a service worker`}
          {isCutOff(request) ? (
            <Tag tone="warn" title="The mock cannot answer a synchronous request">
              Cut off by the leak guard
            </Tag>
          ) : (
            request.routed && <Tag tone="info">Answered by the mock</Tag>
          )}
        </dd>
        {request.redirects.map((redirect) => (
          <div key={redirect.url} className={styles.pair}>
            <dt>Redirected</dt>
            <dd>
              {redirect.status} from {redirect.url}
            </dd>
          </div>
        ))}
        {request.pairedByOrder && (
          <>
            <dt>Matched</dt>
            <dd className={text.second}>By order: identical requests overlapped</dd>
          </>
        )}
      </dl>
      <HeaderList headers={request.headers} title="Request headers" copyLabel="Copy request headers" />
      <div className={pane.pad}>
        <BodyView body={request.body} headers={request.headers} label="Request body" copyLabel="Copy request body" />
      </div>
    </>
  );
}
