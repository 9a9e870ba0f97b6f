import { useRef } from 'react';
import { Button } from '@/components/atoms/Button';
import { Menu } from '@/components/atoms/Menu';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { ReplayTarget } from '@/lib/model/replay';
import { readReplayDraft } from '@/lib/store/replay-draft';
import { isReplayable } from '@/lib/store/replay-slice';
import { matchingEntriesOf } from '@/lib/store/selectors';
import styles from './ReplayTools.module.css';
import { LOCAL_MOCK } from './RouteSwitch';
import { replayWordsOf } from './replay-words';

type ReplayToolsProps = { isSelecting: boolean; onSelecting: (on: boolean) => void; onPaste: () => void };

/** Which request, where to, and what to do with it; the mock's data beside. */
export function ReplayTools({ isSelecting, onSelecting, onPaste }: ReplayToolsProps) {
  const requests = usePanel(matchingEntriesOf).filter(isReplayable);
  const entryId = usePanel((state) => state.replayEntryId);
  const draft = usePanel((state) => state.replayDraft);
  const isEditing = usePanel((state) => state.isEditingReplay);
  const isReplaying = usePanel((state) => state.isReplaying);
  const isRunning = usePanel((state) => state.replayRun !== undefined && state.replayRun.end === undefined);
  const target = usePanel((state) => state.replayTarget);
  const { chooseReplay, sendReplay, replayMany, openReplayEditor } = useActions();
  const ids = requests.map(({ id }) => id);
  const canSend = draft !== undefined && readReplayDraft(draft).ok && !isReplaying;
  return (
    <div className={styles.tools}>
      <select
        className={`${controls.input} ${styles.request}`}
        aria-label="Request"
        value={entryId ?? ''}
        onChange={({ currentTarget: { value } }) => chooseReplay(value, isEditing)}
      >
        <option value="" disabled>
          {requests.length === 0 ? 'No request recorded yet' : 'Choose a request'}
        </option>
        {requests.map((request) => (
          <option key={request.id} value={request.id}>
            {replayWordsOf(request)}
          </option>
        ))}
      </select>
      <TargetPicker />
      <Button look={isEditing ? 'plain' : 'primary'} icon="reload" disabled={!canSend} onClick={() => sendReplay()}>
        Replay
      </Button>
      <Button icon="edit" disabled={!draft || isEditing} onClick={openReplayEditor}>
        Edit and replay
      </Button>
      {isEditing && (
        <Button look="primary" icon="play" disabled={!canSend} onClick={() => sendReplay()}>
          {SEND_WORDS[target.kind]}
        </Button>
      )}
      <Menu
        label="Replay all"
        look="ghost"
        items={
          isRunning
            ? []
            : [
                {
                  label: `All ${ids.length} shown, as fast as possible`,
                  hint: 'In the original order; the filter above says which are shown',
                  onChoose: () => void replayMany(ids, 'none'),
                },
                {
                  label: `All ${ids.length} shown, with the original pauses`,
                  hint: 'Pauses longer than a minute are cut to one',
                  onChoose: () => void replayMany(ids, 'original'),
                },
              ]
        }
      />
      <Button look="ghost" aria-expanded={isSelecting} onClick={() => onSelecting(!isSelecting)}>
        Select several
      </Button>
      <Button look="ghost" onClick={onPaste}>
        Paste cURL
      </Button>
      <span className={text.grow} />
      <MockData />
    </div>
  );
}

const SEND_WORDS: Record<ReplayTarget['kind'], string> = {
  mock: 'Send to mock',
  server: 'Send to mock server',
  page: 'Send from the page',
  live: 'Send to live API',
};

function TargetPicker() {
  const target = usePanel((state) => state.replayTarget);
  const { chooseReplayTarget } = useActions();
  const choose = (kind: string) => {
    if (kind === 'server') chooseReplayTarget({ kind, url: LOCAL_MOCK });
    else if (kind === 'mock' || kind === 'page' || kind === 'live') chooseReplayTarget({ kind });
  };
  return (
    <>
      <select
        className={controls.input}
        aria-label="Target"
        value={target.kind}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="mock">to the bundled mock</option>
        <option value="server">to a mock server</option>
        <option value="page">from the page</option>
        <option value="live">to the live API, asks first</option>
      </select>
      {target.kind === 'server' && (
        <input
          className={controls.input}
          aria-label="Mock server"
          value={target.url}
          spellCheck={false}
          aria-invalid={!URL.canParse(target.url)}
          onChange={(event) => chooseReplayTarget({ kind: 'server', url: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function MockData() {
  const { resetMock, exportMock, importMock, refuseMock } = useActions();
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File) => {
    try {
      await importMock(chosen.name, await chosen.text());
    } catch {
      refuseMock(`${chosen.name} could not be read. Check that it is still there, then try again.`);
    }
  };
  return (
    <>
      <Button
        look="ghost"
        className={controls.compact}
        icon="clear"
        aria-label="Reset mock data"
        onClick={() => resetMock()}
      >
        <span className={text.hideMid}>Reset mock data</span>
      </Button>
      <Menu
        label="Mock data"
        look="ghost"
        items={[
          { label: 'Import mock state…', hint: 'Replaces the ledger', onChoose: () => file.current?.click() },
          {
            label: 'Export mock state',
            hint: 'One file, also for affitor-inspector mock --state',
            onChoose: exportMock,
          },
        ]}
      />
      <input
        ref={file}
        type="file"
        hidden
        aria-label="Mock state file"
        accept=".json,application/json"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) void read(chosen);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
