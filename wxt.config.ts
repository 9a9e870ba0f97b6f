import { minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { bundledPackages } from './bundled-packages.config';
import { STAND_IN_HEADER } from './lib/mock/stand-in/header';

/** Says in the built stand-in what it is; after everything else, as minifying drops comments. */
const standInHeader: Plugin = {
  name: 'stand-in-header',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const script of Object.values(bundle)) {
        const isStandIn = script.type === 'chunk' && /^affitor-tracker(-v\d)?\.js$/.test(script.fileName);
        if (isStandIn) script.code = `${STAND_IN_HEADER}\n${script.code}`;
      }
    },
  },
};

/** What WXT puts around a content script: what it says of itself, which is the manifest's, and a guard that only rethrows. */
const AROUND_MAIN: [RegExp, string][] = [
  [/matches:\["<all_urls>"\],allFrames:!0,matchOriginAsFallback:!0,runAt:"document_start",world:"MAIN",/, ''],
  [/\(async\(\)=>\{try\{return await ([\w$]+)\.main\(\)\}catch\((\w+)\)\{throw \2\}\}\)\(\)/, '$1.main()'],
];

/** What runs in every page is made as small as can be: Vite's minifier is faster, and leaves more. */
const smallestInPages: Plugin = {
  name: 'smallest-in-pages',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      for (const script of Object.values(bundle)) {
        if (script.type !== 'chunk' || script.fileName !== 'content-scripts/page.js') continue;
        const compress = { passes: 3, hoist_funs: true, unsafe_arrows: true };
        const { code } = await minify(script.code, { ecma: 2020, compress });
        if (code) script.code = AROUND_MAIN.reduce((text, [what, by]) => text.replace(what, by), code);
      }
    },
  },
};

/** Manifest facts only; what the extension does is in entrypoints/ and lib/. */
export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  manifestVersion: 3,
  webExt: { disabled: true },
  vite: () => ({ plugins: [standInHeader, smallestInPages, bundledPackages()] }),
  manifest: ({ browser }) => ({
    name: 'Affitor Inspector',
    short_name: 'Affitor',
    description: '__MSG_extension_summary__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'cookies',
      'webRequest',
      'webNavigation',
      'declarativeNetRequestWithHostAccess',
      'scripting',
    ],
    host_permissions: ['<all_urls>'],
    // Our own files only. Requests go anywhere, for a replay goes where the page's did; Firefox's default would turn
    // those to http://localhost into https.
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        'connect-src http: https:',
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    },
    // What a routed page gets in place of the tracker's script and pixels; dynamic URLs tell no page that we are here.
    web_accessible_resources: [
      {
        resources: ['affitor-tracker.js', 'affitor-tracker-v1.js', 'affitor-tracker-v2.js', 'pixel.gif'],
        matches: ['<all_urls>'],
        ...(browser === 'chrome' && { use_dynamic_url: true }),
      },
    ],
    minimum_chrome_version: '123',
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'affitor-inspector@affitor-inspector.org',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
