import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FoundFile } from '../../src/packs/standard/layout.ts';
import { findPacks } from '../../src/packs/standard/layout.ts';
import { LoosePack } from '../../src/packs/standard/loosePack.ts';

const folder = fileURLToPath(new URL('../golden/standard/', import.meta.url));

/** The files of tests/golden/standard, or of one of its packs. */
export function standardFiles(name = ''): FoundFile[] {
  const all = readdirSync(folder + name, { recursive: true, encoding: 'utf8' });
  const paths = all.map((path) => (name === '' ? path : `${name}/${path}`));
  return paths
    .filter((path) => statSync(folder + path).isFile())
    .map((path) => ({ path, bytes: statSync(folder + path).size }));
}

/** One of them, by its path. */
export function standardFile(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(folder + path));
}

/** One of the packs of random weights, in one precision where it has several. */
export function standardPack(name: string, precision: string | null = null): LoosePack {
  const [found] = findPacks(standardFiles(name));
  const variant = found?.variants.find((other) => other.precision === precision);
  if (found === undefined || variant === undefined) throw new Error(`no ${name} ${precision}`);
  const read = (path: string) => Promise.resolve(standardFile(path));
  return new LoosePack({ read }, found, variant);
}
