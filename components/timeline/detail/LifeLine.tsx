import { i18n } from '#i18n';
import { EventRef } from '@/components/atoms/EventRef';
import { formatDuration, formatFullTime, formatOffset } from '@/components/atoms/format';
import { KindMark, kindHue } from '@/components/atoms/KindMark';
import { RichText } from '@/components/atoms/RichText';
import { Sentence } from '@/components/atoms/Sentence';
import { SourceLink } from '@/components/atoms/SourceLink';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { classNames } from '@/components/shared/class-names';
import type { EntryKind, StackFrame } from '@/lib/model/entry';
import { type LifelineStep, lifelineOf } from '@/lib/timeline/lifeline';
import type { Timeline } from '@/lib/timeline/timeline';
import { plainLine } from '@/lib/tracker/console-grammar';
import type { DetailViewProps } from './detail-tabs';
import styles from './LifeLine.module.css';

/** The trace of an event, step by step; zero is when the tracker took over. */
export function LifeLine({ entry, timeline }: DetailViewProps) {
  const lifeline = lifelineOf(timeline, entry.id);
  return (
    <ol className={styles.lifeline} aria-label={i18n.t('timeline.detail.lifeLine')}>
      {lifeline?.steps.flatMap((step, index) => {
        const key = `${step.entryId}:${step.kind}:${index}`;
        const wait = step.kind === 'drained' && (
          <li key={`${key}:wait`} className={classNames(styles.step, styles.wait, kindHue('queue'))}>
            <span />
            <span />
            <span>{i18n.t('timeline.detail.waited', [formatDuration(step.gapMs)])}</span>
          </li>
        );
        return [wait, <LifeLineStep key={key} step={step} timeline={timeline} isZero={step.at === lifeline.zeroAt} />];
      })}
    </ol>
  );
}

type StepProps = { step: LifelineStep; timeline: Timeline; isZero: boolean };

function LifeLineStep({ step, timeline, isZero }: StepProps) {
  const kind: EntryKind = timeline.byId.get(step.entryId)?.kind ?? 'notice';
  const isMarked = step.tone === 'error' || step.tone === 'warn';
  return (
    <li className={classNames(styles.step, kindHue(kind), isZero && styles.zero)}>
      <span className={styles.time} title={formatFullTime(step.at)}>
        {formatOffset(step.offsetMs)}
      </span>
      <span className={styles.glyph}>
        <KindMark kind={kind} />
      </span>
      <div className={styles.words}>
        <span className={styles.what}>
          <RichText text={step.title} />
        </span>
        <span className={styles.where}>
          {step.place && <Place frame={step.place} />}
          {step.place && ' '}
          {step.kind !== 'drained' && (
            <RichText text={step.kind === 'console' ? plainLine(step.detail) : step.detail} />
          )}
        </span>
      </div>
      <span className={styles.end}>
        {isMarked && <StatusGlyph tone={step.tone} />}
        <EventRef entryId={step.entryId} number={step.number} />
      </span>
    </li>
  );
}

function Place({ frame }: { frame: StackFrame }) {
  const place = <SourceLink frame={frame} />;
  if (!frame.functionName) return place;
  const text = i18n.t('timeline.detail.placeInFunction', { place: '{place}', function: '{function}' });
  return <Sentence text={text} slots={{ place, function: frame.functionName }} />;
}
