import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dist } from './house.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `from 'name'`, `import('name')`, `import 'name'` and, in a style, `@import 'name'`; types are no part of the page. */
const imports =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?from\s+)?'([^'.][^']*)'|import\('([^'.][^']*)'\)|@import '([^'.][^']*)'/g;

async function importedPackages(): Promise<Set<string>> {
  const names = new Set<string>();
  for (const folder of ['src', 'workers']) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => /\.(ts|svelte|css)$/.test(name))) {
      const text = await readFile(join(root, folder, file), 'utf8');
      for (const [, ...found] of text.matchAll(imports)) {
        const path = found.join('');
        names.add(path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return names;
}

test('licences.txt names every package the page imports, with its version, its licence and the text of it', async () => {
  const text = await readFile(join(dist, 'licences.txt'), 'utf8');
  const names = await importedPackages();
  expect(names.size).toBeGreaterThan(8);
  for (const name of names) {
    const description = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
    const { version, license } = JSON.parse(description) as { version: string; license: string };
    expect(text).toContain(`  ${name} ${version}: ${license}`);
    expect(text).toContain(`${name} ${version} (${license})\n\n`);
  }
});

test('no listed package is under a licence that asks for more than to be named', async () => {
  const text = await readFile(join(dist, 'licences.txt'), 'utf8');
  const listed = Array.from(text.matchAll(/^ {2}(\S+) \S+: (.+)$/gm), ([, name, licence]) => ({
    name,
    licence,
  }));
  expect(listed.length).toBeGreaterThan(8);
  const free = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|MPL-2\.0)$/;
  const isFree = (licence = '') => licence.split(/ OR |[()]/).some((one) => free.test(one));
  expect(listed.filter(({ licence }) => !isFree(licence))).toEqual([]);
});
