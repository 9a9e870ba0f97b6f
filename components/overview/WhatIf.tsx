import { useId, useMemo, useState } from 'react';
import { i18n } from '#i18n';
import { RichText } from '@/components/atoms/RichText';
import { VerdictGlyph } from '@/components/atoms/VerdictGlyph';
import { usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { type WhatIf as Change, whatIf } from '@/lib/rules/what-if';
import { TONE_OF_VERDICT } from '@/lib/store/problems';
import { judgedTimelineOf, judgementOf, judgeOptionsOfView } from '@/lib/store/selectors';
import styles from './WhatIf.module.css';

type Kind = 'none' | Change['kind'];

const KINDS: Record<Kind, string> = {
  none: i18n.t('overview.whatIf.nothing'),
  'debug-off': i18n.t('overview.whatIf.debugOff'),
  'cookie-age': i18n.t('overview.whatIf.cookieAge'),
  'user-id': i18n.t('overview.whatIf.userId'),
};

const FIRST_DAYS = 61;

/** The same recording judged again with one fact changed; the real verdict stands above, untouched. */
export function WhatIf() {
  const [kind, setKind] = useState<Kind>('none');
  const [days, setDays] = useState(FIRST_DAYS);
  const [userId, setUserId] = useState('usr_1');
  const id = useId();
  const change = useMemo(() => changeOf(kind, days, userId), [kind, days, userId]);
  return (
    <section className={styles.whatIf} aria-label={i18n.t('overview.whatIf.title')}>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{i18n.t('overview.whatIf.title')}</h2>
        <span className={text.meta}>{i18n.t('overview.whatIf.note')}</span>
      </div>
      <div className={styles.ask}>
        <label htmlFor={id} className={text.hidden}>
          {i18n.t('overview.whatIf.title')}
        </label>
        <select
          id={id}
          className={controls.input}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(isKind(value) ? value : 'none')}
        >
          {Object.entries(KINDS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
        {kind === 'cookie-age' && (
          <span className={text.row}>
            <input
              type="number"
              className={`${controls.input} ${styles.days}`}
              aria-label={i18n.t('overview.whatIf.daysOld')}
              min={0}
              max={400}
              value={days}
              onChange={(event) => setDays(Math.min(400, Math.max(0, Number(event.currentTarget.value))))}
            />
            {i18n.t('overview.whatIf.days')}
          </span>
        )}
        {kind === 'user-id' && (
          <input
            className={`${controls.input} ${text.mono}`}
            aria-label={i18n.t('overview.whatIf.userIdField')}
            value={userId}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
        )}
      </div>
      {change && <Outcome change={change} />}
    </section>
  );
}

function Outcome({ change }: { change: Change }) {
  const timeline = usePanel(judgedTimelineOf);
  const options = usePanel(judgeOptionsOfView);
  const real = usePanel(judgementOf).verdict;
  const { verdict } = useMemo(() => whatIf(timeline, change, options), [timeline, change, options]);
  const tone = TONE_OF_VERDICT[verdict.value];
  const isSame = verdict.value === real.value && verdict.cause === real.cause;
  return (
    <div
      className={styles.outcome}
      role="status"
      aria-label={i18n.t('overview.whatIf.verdictThen')}
      data-what-if={verdict.value}
    >
      <VerdictGlyph tone={tone} />
      <div>
        <p>
          <b className={text[tone]}>{verdict.state}</b> — <RichText text={verdict.cause} />
        </p>
        <p className={text.second}>
          {isSame ? (
            i18n.t('overview.whatIf.same')
          ) : (
            <RichText text={`${i18n.t('overview.whatIf.insteadOf', [real.state])} ${verdict.nextStep}`} />
          )}
        </p>
      </div>
    </div>
  );
}

function changeOf(kind: Kind, days: number, userId: string): Change | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'debug-off':
      return { kind };
    case 'cookie-age':
      return { kind, days };
    case 'user-id':
      return { kind, userId };
  }
}

const isKind = (name: string): name is Kind => name in KINDS;
