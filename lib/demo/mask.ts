import { maskEmail } from '@/lib/tracker/mask-email';
import { VISITOR } from './shop';

/** Takes the visitor's address and number out of whatever the demo shows. */
export function maskPersonal(text: string): string {
  return text.replaceAll(VISITOR.email, maskEmail(VISITOR.email)).replaceAll(VISITOR.userId, 'u_••••');
}
