import { ENVIRONMENTS, type Environment } from './dialects';
import { parseUrl } from './endpoint';

/** Which of the vendor's installations a tracker URL belongs to; anybody's own host is `custom`. */
export function environmentOf(url: string): Environment | 'custom' | undefined {
  const parsed = parseUrl(url);
  if (!parsed) return undefined;
  if (parsed.host === 'localhost:1337' || parsed.host === '127.0.0.1:1337') return 'local';
  const names: Environment[] = ['production', 'uat', 'local'];
  return names.find((name) => ENVIRONMENTS[name].origin === parsed.origin) ?? 'custom';
}

const RESERVED_SUFFIXES = ['.test', '.local', '.localhost', '.example', '.invalid', '.internal', '.lan', '.home.arpa'];
const STAGING_WORDS = new Set([
  'dev',
  'development',
  'staging',
  'stage',
  'stg',
  'preview',
  'test',
  'testing',
  'qa',
  'uat',
  'sandbox',
]);

/**
 * Whether a page is one that customers use: a public https host whose name does not say that it is for trying out.
 */
export function isProductionPage(url: string): boolean {
  const parsed = parseUrl(url);
  if (parsed?.protocol !== 'https:') return false;
  const host = parsed.hostname.toLowerCase().replace(/\.$/, '');
  if (isAddress(host)) return !isPrivateAddress(host);
  if (!host.includes('.')) return false;
  if (RESERVED_SUFFIXES.some((suffix) => host.endsWith(suffix))) return false;
  return !saysStaging(host);
}

/**
 * `dev.shop.com`, `shop-staging.com` and `preview-12.shop.com` say so; `latest.com`, `devon.com` and the registered
 * name `dev.to` do not: only whole words count, and the last two labels only where a hyphen sets the word apart.
 */
function saysStaging(host: string): boolean {
  const labels = host.split('.');
  return labels.some((label, index) => {
    const words = label.split('-');
    const isRegistrable = index >= labels.length - 2;
    if (isRegistrable && words.length === 1) return false;
    return words.some((word) => STAGING_WORDS.has(word.replace(/\d+$/, '')));
  });
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}

function isPrivateAddress(host: string): boolean {
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1));
  const [a = 0, b = 0] = host.split('.').map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  );
}

function isPrivateIpv6(address: string): boolean {
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped) {
    const high = Number.parseInt(mapped[1] ?? '0', 16);
    return isPrivateAddress(`${high >> 8}.${high & 255}.0.0`);
  }
  return address === '::' || address === '::1' || /^f[cd]/.test(address) || /^fe[89ab]/.test(address);
}
