import { useState } from 'react';
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
    say((await copyText(words)) ? `Copied as ${label}` : 'Not copied: the browser refused');
  const replay = (edit: boolean) => {
    void chooseReplay(request.id, edit);
    selectTab('Replay');
  };
  return (
    <div className={styles.actions}>
      {isReplayable(request) && (
        <>
          <Button icon="reload" onClick={() => replay(false)}>
            Replay
          </Button>
          <Button icon="edit" onClick={() => replay(true)}>
            Edit and replay
          </Button>
          <Button
            look="ghost"
            title="What is selected is sent together from Replay"
            onClick={() => selectForReplay(request.id, !isSelected)}
          >
            {isSelected ? 'Unselect for replay' : 'Select for replay'}
          </Button>
        </>
      )}
      <Menu label="Copy as" icon="copy" look="ghost" items={itemsOf(request, copy)} />
      <span role="status" className={`${text.meta} ${text.trunc}`}>
        {said}
      </span>
    </div>
  );
}

function itemsOf(request: RequestEntry, copy: (label: string, words: string) => Promise<void>): MenuItem[] {
  const forms = Object.entries(FORMS);
  const form = (secrets: CopyOptions['secrets'], suffix: string, hint: string) =>
    forms.map(([name, write]) => {
      const label = `${name}${suffix}`;
      return { label, hint, onChoose: () => void copy(label, write(request, { secrets })) };
    });
  const servers =
    request.endpoint?.name === 'lead'
      ? SERVER_LANGUAGES.map((language) => {
          const label = `${LANGUAGES[language]} server call`;
          const lead = () => serverLeadOf(payloadOf(request.body, request.headers));
          return {
            label,
            hint: 'The same lead from your server, by v1’s server API',
            onChoose: () => void copy(label, copyServerCall(language, lead())),
          };
        })
      : [];
  return [
    ...form('masked', '', 'Secrets are masked'),
    ...servers,
    ...form('shown', ', with secrets', 'Cookies and tokens as they were sent'),
  ];
}
