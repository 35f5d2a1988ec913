import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contentPolicy, documentPolicy, withHub } from '../../src/offline/headers.ts';

const markup = readFileSync(new URL('../../src/ui/BringPack.svelte', import.meta.url), 'utf8');

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => vi.unstubAllEnvs());

/** The flag as a build with that environment reads it. */
async function flagOf(value: string | undefined) {
  vi.stubEnv('WINDOWSILL_HUB', value);
  return import('../../.ci/build/hub.ts');
}

/** The words with "hub" in what a build makes of the module that reads the files of brought packs. */
async function hubWordsBuilt(define: Record<string, string>): Promise<string[]> {
  const entry = fileURLToPath(new URL('../../src/packs/standard/brought.ts', import.meta.url));
  const output = await build({
    ...{ configFile: false, logLevel: 'error', define },
    build: {
      ...{ write: false, lib: { entry, formats: ['es'] } },
      rolldownOptions: { external: ['@zip.js/zip.js'] },
    },
  });
  const [{ output: chunks }] = output as [Rolldown.RolldownOutput];
  const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
  return code.match(/\w*(?:hub|hugging)\w*/gi) ?? [];
}

test.each([undefined, '', '0', 'true'])('WINDOWSILL_HUB=%s leaves the hub out', async (value) => {
  const { hasHub, hubConstant } = await flagOf(value);
  expect([hasHub, hubConstant]).toEqual([false, { 'import.meta.env.WINDOWSILL_HUB': '""' }]);
});

test('a build without the flag has nothing of the hub in its code', async () => {
  expect(await hubWordsBuilt((await flagOf('')).hubConstant)).toEqual([]);
  vi.resetModules();
  expect(await hubWordsBuilt((await flagOf('1')).hubConstant)).toContain('huggingface');
});

test('a build without the flag has nothing of the hub in its markup', async () => {
  const cut = await markupOf('');
  expect(cut).not.toMatch(/hub/i);
  expect(cut?.match(/\{#if/g)).toHaveLength((markup.match(/\{#if/g) ?? []).length - 1);
  vi.resetModules();
  expect(await markupOf('1')).toBeUndefined();
});

async function markupOf(value: string): Promise<string | undefined> {
  const { hubMarkup } = await flagOf(value);
  const processed = await hubMarkup.markup?.({ content: markup, filename: 'BringPack.svelte' });
  return processed?.code;
}

test('only the policy of a build with the flag names other hosts', () => {
  for (const policy of [contentPolicy, documentPolicy]) {
    expect(policy).not.toContain('https:');
    const [, sources] = /connect-src ([^;]*)/.exec(withHub(policy)) ?? [];
    expect(sources?.split(' ')).toEqual([
      "'self'",
      'https://huggingface.co',
      'https://*.hf.co',
      'https://cdn-lfs.huggingface.co',
      'https://cdn-lfs-us-1.huggingface.co',
      'https://cdn-lfs-eu-1.huggingface.co',
      'blob:',
    ]);
    expect(withHub(policy).replace(/connect-src [^;]*/, '')).toBe(
      policy.replace(/connect-src [^;]*/, ''),
    );
  }
});
