import { defineConfig } from 'wxt';

/** Manifest facts only; what the extension does is in entrypoints/ and lib/. */
export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  manifestVersion: 3,
  webExt: { disabled: true },
  manifest: ({ browser }) => ({
    name: 'Affitor Inspector',
    short_name: 'Affitor',
    description: 'See why an Affitor signup was or was not attributed: tracker traffic, cookies, queue and leads.',
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
