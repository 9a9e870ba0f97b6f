import { i18n } from '#i18n';
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
  if (!request) return <EmptyNote title={i18n.t('timeline.detail.noRequest')} />;
  const { outcome } = request;
  if (outcome.kind === 'pending') {
    return (
      <EmptyNote title={i18n.t('timeline.detail.noAnswerYet')}>{i18n.t('timeline.detail.noAnswerYetNote')}</EmptyNote>
    );
  }
  if (outcome.kind === 'failed') {
    return (
      <EmptyNote title={i18n.t('timeline.detail.noAnswer', [outcomeText(request)])}>
        {outcome.message} {i18n.t('timeline.detail.endedAfter', [formatDuration(outcome.endedAt - request.at)])}
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
        <span className={text.second}>
          {i18n.t('timeline.detail.answeredAfter', [formatDuration(outcome.durationMs)])}
        </span>
      </div>
      <HeaderList
        headers={outcome.headers}
        title={i18n.t('timeline.detail.responseHeaders')}
        copyLabel={i18n.t('timeline.detail.copyResponseHeaders')}
      />
      <div className={pane.pad}>
        <BodyView
          body={outcome.body}
          headers={outcome.headers}
          label={i18n.t('timeline.detail.responseBody')}
          copyLabel={i18n.t('timeline.detail.copyResponseBody')}
        />
      </div>
    </>
  );
}
