/** `jo.park@example.com` → `jo•••@example.com`; short names show less, and what is no address shows nothing. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 0) return '•••';
  const name = email.slice(0, at);
  return `${name.slice(0, Math.max(0, Math.min(2, name.length - 1)))}•••${email.slice(at)}`;
}
