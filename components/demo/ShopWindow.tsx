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
    <section className={styles.window} aria-label="What the visitor sees">
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
          <h2>The notes app I kept</h2>
          <p>From {partner.place}.</p>
          <p className={styles.link}>{sharedLink(choices)}</p>
        </>
      );
    case 'click':
      return (
        <>
          <h2>{SHOP.name}</h2>
          <p>Notes that stay where you left them.</p>
          <span className={styles.action}>Start for free</span>
        </>
      );
    case 'signup':
      return (
        <>
          <h2>Create your account</h2>
          <span className={`${controls.input} ${styles.field}`}>{maskPersonal(VISITOR.email)}</span>
          <span className={styles.action}>Sign up</span>
        </>
      );
    case 'sale':
      return (
        <>
          <h2>{scene?.big}</h2>
          <p>{SHOP.plan}, paid.</p>
        </>
      );
    case 'commission':
      return (
        <>
          <h2>{scene?.big}</h2>
          <p>in the books for {partner.name}.</p>
        </>
      );
  }
}
