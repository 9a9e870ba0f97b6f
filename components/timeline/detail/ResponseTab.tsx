import { BodyView } from '@/components/atoms/BodyView';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatDuration } from '@/components/atoms/format';
import { HeaderList } from '@/components/atoms/HeaderList';
import { StatusMark } from '@/components/atoms/StatusMark';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { outcomeText } from '@/lib/timeline/request-summary';
import { type DetailViewProps, requestOf } from './detail-tabs';
import styles from './RequestTab.module.css';

/** The answer, or why there is none. */
export function ResponseTab({ entry, timeline }: DetailViewProps) {
  const request = requestOf(timeline, entry);
  if (!request) return <EmptyNote title="This event sent no request" />;
  const { outcome } = request;
  if (outcome.kind === 'pending') {
    return <EmptyNote title="No answer yet">The request is on its way, or nothing told how it ended.</EmptyNote>;
  }
  if (outcome.kind === 'failed') {
    return (
      <EmptyNote title={`No answer: ${outcomeText(request)}`}>
        {outcome.message} It ended {formatDuration(outcome.endedAt - request.at)} after it was sent.
      </EmptyNote>
    );
  }
  return (
    <>
      <div className={styles.line}>
        <StatusMark tone={outcome.status < 400 ? 'ok' : 'error'}>
          <b>
            {outcome.status} {outcome.statusText}
          </b>
        </StatusMark>
        <span className={text.second}>after {formatDuration(outcome.durationMs)}</span>
      </div>
      <HeaderList headers={outcome.headers} title="Response headers" copyLabel="Copy response headers" />
      <div className={pane.pad}>
        <BodyView body={outcome.body} headers={outcome.headers} label="Response body" copyLabel="Copy response body" />
      </div>
    </>
  );
}
