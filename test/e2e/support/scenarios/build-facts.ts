import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BrowserName } from '@/test/e2e/support/inspector';
import { builtExtension, EXTENSIONS } from '@/test/e2e/support/paths';
import { at } from '@/test/e2e/support/session-reading';

/** What the built extension is held to before it is ever loaded. */

const kB = (count: number) => count * 1000;

export const buildFacts = (browser: BrowserName) =>
  describe(`The build for ${browser}`, () => {
    const folder = builtExtension(EXTENSIONS[browser]);
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    const contentScripts = at(manifest, 'content_scripts');
    const scripts: unknown[] = Array.isArray(contentScripts) ? contentScripts : [];
    const inPage = scripts.find((script) => at(script, 'world') === 'MAIN');

    test('is Manifest V3, with a DevTools page', () => {
      expect(at(manifest, 'manifest_version')).toBe(3);
      expect(at(manifest, 'devtools_page')).toEqual(expect.any(String));
      expect(at(manifest, 'name')).toBe('Affitor Inspector');
    });

    test('lets its own pages run their own scripts and nothing else', () => {
      const policy = String(at(manifest, 'content_security_policy', 'extension_pages'));
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(policy).not.toMatch(/unsafe|\*|blob:|wasm/);
    });

    test('hears every frame from its start', () => {
      expect(scripts.length).toBeGreaterThanOrEqual(2);
      for (const script of scripts) {
        expect(script).toMatchObject({ run_at: 'document_start', all_frames: true, match_origin_as_fallback: true });
      }
    });

    test('puts at most 12 kB into a page, 5 kB compressed', () => {
      const text = readFileSync(path.join(folder, String(at(inPage, 'js', 0))));
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(kB(12));
      expect(gzipSync(text).length).toBeLessThanOrEqual(kB(5));
    });
  });
