import { maskEmail } from '@/lib/tracker/mask-email';

/** What is left of an e-mail address once the API took it in: enough to match and to recognise, not to write to. */
export type KeptEmail = { email_sha256: string | null; email_mask: string | null };

const NONE: KeptEmail = { email_sha256: null, email_mask: null };

export async function keepEmail(email: unknown): Promise<KeptEmail> {
  if (typeof email !== 'string') return NONE;
  const normal = email.trim().toLowerCase();
  if (normal === '') return NONE;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(normal));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { email_sha256: hex, email_mask: maskEmail(normal) };
}
