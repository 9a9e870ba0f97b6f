import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { Select } from '@/components/atoms/Select';
import { useFirstField } from '@/components/layout/use-first-field';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { RecordedSignup, SignupChoice, SiteTestPlan, SiteTestProposal } from '@/lib/model/site-test';
import { planNotes } from '@/lib/site-test/plan';
import { ALL_DIALECTS } from '@/lib/tracker/dialects';
import { SignupFields } from './SignupFields';
import styles from './SiteTest.module.css';

type FormProps = {
  proposal: SiteTestProposal;
  onStart(plan: SiteTestPlan): void;
  onForget(origin: string): void;
  onClose(): void;
};

/** Which link to come by, where to land, and who answers; with what speaks against it. */
export function SiteTestForm({ proposal, onStart, onForget, onClose }: FormProps) {
  const form = useFirstField({ ifLost: true });
  const [plan, setPlan] = useState(proposal.plan);
  const change = (part: Partial<SiteTestPlan>) => setPlan((before) => ({ ...before, ...part }));
  const recorded = recordedFor(plan, proposal);
  const signup = signupOf(plan, recorded);
  const notes = planNotes(plan, proposal);
  const isHeld = notes.some(({ tone }) => tone === 'error');
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onStart(planned(plan, signup));
      }}
    >
      <p className={text.second}>{i18n.t('siteTest.whatItDoes')}</p>
      <div className={styles.fields}>
        <label>
          {i18n.t('siteTest.parameter')}
          <Select
            aria-label={i18n.t('siteTest.parameter')}
            value={plan.parameter}
            onChange={({ currentTarget: { value } }) => {
              const chosen = ALL_DIALECTS.find(({ landingParameter }) => landingParameter === value);
              if (chosen) change({ parameter: chosen.landingParameter });
            }}
          >
            {ALL_DIALECTS.map(({ name, landingParameter }) => (
              <option key={name} value={landingParameter}>{`?${landingParameter}= (${name})`}</option>
            ))}
          </Select>
        </label>
        <label>
          {i18n.t('siteTest.code')}
          <input
            className={`${controls.input} ${text.mono}`}
            value={plan.code}
            onChange={({ currentTarget: { value } }) => change({ code: value })}
          />
        </label>
        <label>
          {i18n.t('siteTest.answeredBy')}
          <Select
            aria-label={i18n.t('siteTest.answeredBy')}
            value={plan.routed ? 'mock' : 'live'}
            onChange={({ currentTarget: { value } }) => change(answeredBy(value === 'mock', plan, proposal))}
          >
            <option value="mock">{i18n.t('siteTest.byMock')}</option>
            <option value="live">{i18n.t('siteTest.byRealApi')}</option>
          </Select>
        </label>
        <label className={styles.page}>
          {i18n.t('siteTest.landingPage')}
          <input
            className={`${controls.input} ${text.mono}`}
            value={plan.pageUrl}
            spellCheck={false}
            onChange={({ currentTarget: { value } }) => change({ pageUrl: value })}
          />
        </label>
      </div>
      <SignupFields
        choice={signup}
        recorded={recorded}
        onChoose={(chosen) => change({ signup: chosen })}
        onForget={onForget}
      />
      <div aria-live="polite" className={styles.notes}>
        {notes.map((note) => (
          <p key={note.text} className={`${pane.note} ${pane[note.tone]}`}>
            <Icon name={note.tone} />
            <span>
              <RichText text={note.text} />
            </span>
          </p>
        ))}
      </div>
      <div className={styles.buttons}>
        <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={isHeld}>
          <Icon name="play" />
          {i18n.t('siteTest.start')}
        </button>
        <Button onClick={onClose}>{i18n.t('siteTest.close')}</Button>
      </div>
    </form>
  );
}

/** Of the origin that the test lands on, which may not be that of the page on show. */
function recordedFor({ pageUrl }: SiteTestPlan, { recorded }: SiteTestProposal): RecordedSignup | undefined {
  return recorded && URL.canParse(pageUrl) && new URL(pageUrl).origin === recorded.origin ? recorded : undefined;
}

function signupOf({ signup }: SiteTestPlan, recorded: RecordedSignup | undefined): SignupChoice {
  return signup && (signup.kind === 'by-hand' || recorded) ? signup : { kind: 'by-hand', remember: false };
}

/** As it was proposed where nothing was chosen of the signup. */
function planned({ signup: _chosen, ...plan }: SiteTestPlan, signup: SignupChoice): SiteTestPlan {
  return signup.kind === 'by-hand' && !signup.remember ? plan : { ...plan, signup };
}

/** A code of the mock’s means nothing to the real API, and the other way round, so each brings its own. */
function answeredBy(routed: boolean, { code }: SiteTestPlan, { plan, seenCode }: SiteTestProposal) {
  if (routed) return { routed, code: code === '' || code === seenCode ? plan.code : code };
  return { routed, code: code === '' || code === plan.code ? (seenCode ?? '') : code };
}
