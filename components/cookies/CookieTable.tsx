import { i18n } from '#i18n';
import { Cell, GridRow, HeadCell } from '@/components/atoms/grid';
import { KindMark } from '@/components/atoms/KindMark';
import { rowKeysHandler } from '@/components/atoms/row-keys-handler';
import { Tag } from '@/components/atoms/Tag';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { CookieAttributes } from '@/lib/model/observation';
import type { CookieState } from '@/lib/model/session';
import { timelineOfView } from '@/lib/store/selectors';
import { CookieAuthorMark } from './CookieAuthorMark';
import styles from './CookieTable.module.css';
import { changesOf, lastWriteOf } from './cookie-changes';
import { ExpiryBar } from './ExpiryBar';
import { sameSiteWord } from './same-site';
import { cookieKey } from './shown-cookies';

type CookieTableProps = {
  cookies: readonly CookieState[];
  selected: CookieState | undefined;
  onSelect: (cookie: CookieState) => void;
};

export function CookieTable({ cookies, selected, onSelect }: CookieTableProps) {
  const timeline = usePanel(timelineOfView);
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns leave with the panel's width
    <div
      role="grid"
      aria-label={i18n.t('cookies.table')}
      aria-rowcount={cookies.length}
      className={styles.table}
      tabIndex={0}
      onKeyDown={rowKeysHandler(cookies, selected, onSelect)}
    >
      <GridRow className={styles.head}>
        <HeadCell>{i18n.t('cookies.name')}</HeadCell>
        <HeadCell className={styles.roomy}>{i18n.t('cookies.value')}</HeadCell>
        <HeadCell className={styles.wide}>{i18n.t('cookies.domain')}</HeadCell>
        <HeadCell>{i18n.t('cookies.leftOfWindow')}</HeadCell>
        <HeadCell className={styles.wide}>{i18n.t('cookies.flags')}</HeadCell>
        <HeadCell className={styles.wide}>{i18n.t('cookies.setBy')}</HeadCell>
      </GridRow>
      {cookies.map((cookie, index) => (
        <GridRow
          key={cookieKey(cookie)}
          className={styles.row}
          index={index + 1}
          isSelected={cookie === selected}
          onSelect={() => onSelect(cookie)}
        >
          <Cell className={text.row}>
            <KindMark kind="cookie" />
            <code className={text.strong}>{cookie.name}</code>
          </Cell>
          <Cell className={`${text.trunc} ${styles.roomy}`} title={cookie.value}>
            <code>{cookie.value}</code>
          </Cell>
          <Cell className={`${styles.wide} ${text.trunc}`}>{cookie.attributes.domain ?? ''}</Cell>
          <Cell>
            <ExpiryBar attributes={cookie.attributes} />
          </Cell>
          <Cell className={styles.flags}>
            {flagsOf(cookie.attributes).map((flag) => (
              <Tag key={flag}>{flag}</Tag>
            ))}
          </Cell>
          <Cell className={`${styles.wide} ${text.second} ${text.trunc}`}>
            <CookieAuthorMark change={lastWriteOf(changesOf(timeline, cookie))} />
          </Cell>
        </GridRow>
      ))}
    </div>
  );
}

function flagsOf(attributes: CookieAttributes): string[] {
  const sameSite = sameSiteWord(attributes.sameSite);
  return [
    ...(sameSite ? [sameSite] : []),
    ...(attributes.secure ? ['Secure'] : []),
    ...(attributes.httpOnly ? ['HttpOnly'] : []),
    ...(attributes.partitioned ? ['Partitioned'] : []),
  ];
}
