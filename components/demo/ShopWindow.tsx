import { i18n } from '#i18n';
import { Icon } from '@/components/atoms/Icon';
import controls from '@/components/shared/controls.module.css';
import { type DemoChoices, partnerOf } from '@/lib/demo/choices';
import { maskPersonal } from '@/lib/demo/mask';
import type { ActName } from '@/lib/demo/play';
import { SHOP, VISITOR } from '@/lib/demo/shop';
import type { Story } from '@/lib/demo/story';
import { landingUrl, sharedLink } from '@/lib/demo/visit';
import styles from './ShopWindow.module.css';

type ShopWindowProps = { choices: DemoChoices; act: ActName; story: Story };

/** What the visitor has before them: the partner's page, then the shop's. A picture only, nothing in it acts. */
export function ShopWindow(props: ShopWindowProps) {
  return (
    <section className={styles.window} aria-label={i18n.t('demo.visitorSees')}>
      <div className={styles.address}>
        <Icon name="lock" small />
        <span>{addressOf(props)}</span>
      </div>
      <div className={styles.page}>{screenOf(props)}</div>
    </section>
  );
}

function addressOf({ choices, act }: ShopWindowProps): string {
  const partner = `https://${choices.partner}.example/`;
  const addresses: Record<ActName, string> = {
    link: partner,
    click: landingUrl(choices),
    signup: `${SHOP.origin}/signup`,
    sale: `${SHOP.origin}/checkout`,
    commission: partner,
  };
  return addresses[act].replace('https://', '');
}

function screenOf({ choices, act, story }: ShopWindowProps) {
  const partner = partnerOf(choices.partner);
  const scene = story.scenes.find(({ name }) => name === act);
  switch (act) {
    case 'link':
      return (
        <>
          <h2>{i18n.t('demo.reviewTitle')}</h2>
          <p>{i18n.t('demo.reviewPlace', [partner.place])}</p>
          <p className={styles.link}>{sharedLink(choices)}</p>
        </>
      );
    case 'click':
      return (
        <>
          <h2>{SHOP.name}</h2>
          <p>{i18n.t('demo.shopClaim')}</p>
          <span className={styles.action}>{i18n.t('demo.shopStart')}</span>
        </>
      );
    case 'signup':
      return (
        <>
          <h2>{i18n.t('demo.createAccount')}</h2>
          <span className={`${controls.input} ${styles.field}`}>{maskPersonal(VISITOR.email)}</span>
          <span className={styles.action}>{i18n.t('demo.signUp')}</span>
        </>
      );
    case 'sale':
      return (
        <>
          <h2>{scene?.big}</h2>
          <p>{i18n.t('demo.planPaid', [SHOP.plan])}</p>
        </>
      );
    case 'commission':
      return (
        <>
          <h2>{scene?.big}</h2>
          <p>{i18n.t('demo.commissionFor', [partner.name])}</p>
        </>
      );
  }
}
