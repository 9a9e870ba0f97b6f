import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Menu } from '@/components/atoms/Menu';
import { Select } from '@/components/atoms/Select';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import type { ReplayTarget } from '@/lib/model/replay';
import { isServerAddress } from '@/lib/replay/mock-server';
import { readReplayDraft } from '@/lib/store/replay-draft';
import { isReplayable } from '@/lib/store/replay-slice';
import { matchingEntriesOf } from '@/lib/store/selectors';
import styles from './ReplayTools.module.css';
import { LOCAL_MOCK } from './RouteSwitch';
import { replayWordsOf } from './replay-words';

type ReplayToolsProps = { isSelecting: boolean; onSelecting: (on: boolean) => void; onPaste: () => void };

/** Which request, where to, and what to do with it. */
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
      <Select
        className={styles.request}
        aria-label={i18n.t('replay.request')}
        value={entryId ?? ''}
        onChange={({ currentTarget: { value } }) => chooseReplay(value, isEditing)}
      >
        <option value="" disabled>
          {requests.length === 0 ? i18n.t('replay.noRequest') : i18n.t('replay.chooseRequest')}
        </option>
        {requests.map((request) => (
          <option key={request.id} value={request.id}>
            {replayWordsOf(request)}
          </option>
        ))}
      </Select>
      <TargetPicker />
      <Button look={isEditing ? 'plain' : 'primary'} icon="reload" disabled={!canSend} onClick={() => sendReplay()}>
        {i18n.t('replay.replay')}
      </Button>
      <Button icon="edit" disabled={!draft || isEditing} onClick={openReplayEditor}>
        {i18n.t('replay.editAndReplay')}
      </Button>
      {isEditing && (
        <Button look="primary" icon="play" disabled={!canSend} onClick={() => sendReplay()}>
          {SEND_WORDS[target.kind]}
        </Button>
      )}
      <Menu
        label={i18n.t('replay.replayAll')}
        look="ghost"
        items={
          isRunning
            ? []
            : [
                {
                  label: i18n.t('replay.allAtOnce', [ids.length]),
                  hint: i18n.t('replay.allAtOnceNote'),
                  onChoose: () => void replayMany(ids, 'none'),
                },
                {
                  label: i18n.t('replay.allPaced', [ids.length]),
                  hint: i18n.t('replay.pacedNote'),
                  onChoose: () => void replayMany(ids, 'original'),
                },
              ]
        }
      />
      <Button look="ghost" aria-expanded={isSelecting} onClick={() => onSelecting(!isSelecting)}>
        {i18n.t('replay.selectSeveral')}
      </Button>
      <Button look="ghost" onClick={onPaste}>
        {i18n.t('replay.pasteCurl')}
      </Button>
    </div>
  );
}

const SEND_WORDS: Record<ReplayTarget['kind'], string> = {
  mock: i18n.t('replay.send.mock'),
  server: i18n.t('replay.send.server'),
  page: i18n.t('replay.send.page'),
  live: i18n.t('replay.send.live'),
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
      <Select
        aria-label={i18n.t('replay.target')}
        value={target.kind}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="mock">{i18n.t('replay.targets.mock')}</option>
        <option value="server">{i18n.t('replay.targets.server')}</option>
        <option value="page">{i18n.t('replay.targets.page')}</option>
        <option value="live">{i18n.t('replay.targets.live')}</option>
      </Select>
      {target.kind === 'server' && (
        <input
          className={controls.input}
          aria-label={i18n.t('replay.mockServer')}
          value={target.url}
          spellCheck={false}
          aria-invalid={!isServerAddress(target.url)}
          onChange={(event) => chooseReplayTarget({ kind: 'server', url: event.currentTarget.value })}
        />
      )}
    </>
  );
}
