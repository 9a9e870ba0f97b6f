import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { copyText } from '@/components/atoms/clipboard';
import { Menu, type MenuItem } from '@/components/atoms/Menu';
import { useActions, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { RequestEntry } from '@/lib/model/entry';
import { type CopyOptions, copyAsCurl, copyAsFetch, copyAsJson } from '@/lib/session/copy-as';
import { copyServerCall, SERVER_LANGUAGES, type ServerLanguage, serverLeadOf } from '@/lib/session/server-call';
import { isReplayable } from '@/lib/store/replay-slice';
import { payloadOf } from '@/lib/tracker/decode';
import styles from './RequestActions.module.css';

const FORMS: Record<string, (entry: RequestEntry, options: CopyOptions) => string> = {
  cURL: copyAsCurl,
  fetch: copyAsFetch,
  JSON: copyAsJson,
};
const LANGUAGES: Record<ServerLanguage, string> = { node: 'Node', python: 'Python', php: 'PHP', ruby: 'Ruby' };

/** What can be done with a request: send it again, or take it elsewhere as text. */
export function RequestActions({ request }: { request: RequestEntry }) {
  const { chooseReplay, selectTab, selectForReplay } = useActions();
  const isSelected = usePanel((state) => state.replaySelection.includes(request.id));
  const [said, say] = useState('');
  const copy = async (label: string, words: string) =>
    say((await copyText(words)) ? i18n.t('timeline.detail.copiedAs', [label]) : i18n.t('timeline.detail.copyRefused'));
  const replay = (edit: boolean) => {
    void chooseReplay(request.id, edit);
    selectTab('Replay');
  };
  return (
    <div className={styles.actions}>
      {isReplayable(request) && (
        <>
          <Button icon="reload" onClick={() => replay(false)}>
            {i18n.t('timeline.detail.replay')}
          </Button>
          <Button icon="edit" onClick={() => replay(true)}>
            {i18n.t('timeline.detail.editAndReplay')}
          </Button>
          <Button
            look="ghost"
            title={i18n.t('timeline.detail.selectHint')}
            onClick={() => selectForReplay(request.id, !isSelected)}
          >
            {isSelected ? i18n.t('timeline.detail.unselect') : i18n.t('timeline.detail.select')}
          </Button>
        </>
      )}
      <Menu label={i18n.t('timeline.detail.copyAs')} icon="copy" look="ghost" items={itemsOf(request, copy)} />
      <span role="status" className={`${text.meta} ${text.trunc} ${styles.said}`} title={said || undefined}>
        {said}
      </span>
    </div>
  );
}

function itemsOf(request: RequestEntry, copy: (label: string, words: string) => Promise<void>): MenuItem[] {
  const forms = Object.entries(FORMS);
  const form = (secrets: CopyOptions['secrets'], labelOf: (name: string) => string, hint: string) =>
    forms.map(([name, write]) => {
      const label = labelOf(name);
      return { label, hint, onChoose: () => void copy(label, write(request, { secrets })) };
    });
  const servers =
    request.endpoint?.name === 'lead'
      ? SERVER_LANGUAGES.map((language) => {
          const label = i18n.t('timeline.detail.serverCall', [LANGUAGES[language]]);
          const lead = () => serverLeadOf(payloadOf(request.body, request.headers));
          return {
            label,
            hint: i18n.t('timeline.detail.serverCallHint'),
            onChoose: () => void copy(label, copyServerCall(language, lead())),
          };
        })
      : [];
  return [
    ...form('masked', (name) => name, i18n.t('timeline.detail.secretsMasked')),
    ...servers,
    ...form('shown', (name) => i18n.t('timeline.detail.withSecrets', [name]), i18n.t('timeline.detail.secretsShown')),
  ];
}
