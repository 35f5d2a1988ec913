import { createHash } from 'node:crypto';
import { why } from '../../src/core/detail.ts';
import { ConnectionLost, type PackSource } from '../../src/packs/source.ts';
import { damaged, dice } from './damage.ts';
import type { Files } from './folder.ts';

/** What can be wrong with a models folder. */
export const folderFaults = [
  'damaged file',
  'empty file',
  'grown file',
  'missing file',
  'file that is no JSON, listed as it is',
  'cut manifest',
  'damaged manifest',
  'manifest of another shape',
  'manifest that claims too much',
] as const;

/** What can be wrong with the way to it. */
export const lineFaults = [
  'breaks now and then',
  'ends early now and then',
  'always breaks',
] as const;

export interface BrokenFolder {
  fault: (typeof folderFaults)[number];
  files: Files;
}

/** A models folder ('manifest.json', 'toy/…') with one thing wrong, chosen and placed by the seed. */
export function brokenFolder(whole: Files, seed: number): BrokenFolder {
  const roll = dice(seed);
  const files = { ...whole };
  const paths = Object.keys(whole).filter((path) => path !== 'manifest.json');
  const path = paths[roll(paths.length)] ?? '';
  const bytes = whole[path] ?? new Uint8Array(0);
  const fault = folderFaults[roll(folderFaults.length)] ?? 'missing file';
  switch (fault) {
    case 'damaged file':
      files[path] = damaged(bytes, roll(2 ** 31));
      break;
    case 'empty file':
      files[path] = new Uint8Array(0);
      break;
    case 'grown file':
      files[path] = Uint8Array.from([...bytes, ...bytes.subarray(0, 1 + roll(5000))]);
      break;
    case 'missing file':
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record of files
      delete files[path];
      break;
    case 'file that is no JSON, listed as it is':
      relist(files, 'toy/config.json', damagedText(files, 'toy/config.json', roll));
      break;
    case 'cut manifest':
      files['manifest.json'] = cut(whole['manifest.json'], roll);
      break;
    case 'damaged manifest':
      files['manifest.json'] = damaged(whole['manifest.json'] ?? bytes, roll(2 ** 31));
      break;
    case 'manifest of another shape':
      files['manifest.json'] = encode(reshaped(manifestOf(whole), roll));
      break;
    case 'manifest that claims too much':
      files['manifest.json'] = encode(
        JSON.parse(
          text(whole['manifest.json']).replace(
            /"bytes":\d+/,
            `"bytes":${String(10 ** (7 + roll(12)))}`,
          ),
        ),
      );
      break;
  }
  return { fault, files };
}

/** A source whose line is as bad as the seed says. */
export function brokenLine(source: PackSource, seed: number): PackSource & { fault: string } {
  const roll = dice(seed);
  const fault = lineFaults[roll(lineFaults.length)] ?? 'always breaks';
  let breaksLeft = fault === 'always breaks' ? Infinity : 1 + roll(4);
  return {
    fault,
    async *read(path, signal, reading) {
      for await (const chunk of source.read(path, signal, reading)) {
        if (path !== 'manifest.json' && breaksLeft > 0 && roll(2) === 0) {
          breaksLeft--;
          yield chunk.subarray(0, fault === 'always breaks' ? 0 : roll(chunk.length));
          if (fault === 'ends early now and then') return;
          throw new ConnectionLost('packBroken', why('connectionCut', path));
        }
        yield chunk;
      }
    },
  };
}

function manifestOf(files: Files): unknown {
  return JSON.parse(text(files['manifest.json']));
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

function cut(bytes: Uint8Array = new Uint8Array(1), roll: (below: number) => number) {
  return Uint8Array.from(bytes.subarray(0, roll(bytes.length)));
}

/** A text that is cut somewhere inside, so that it is JSON no more. */
function damagedText(files: Files, path: string, roll: (below: number) => number) {
  const bytes = files[path] ?? new Uint8Array(2);
  return Uint8Array.from(bytes.subarray(0, 1 + roll(bytes.length - 1)));
}

/** Puts a file in the folder and in the manifest, so that only its reader can find fault with it. */
function relist(files: Files, path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const manifest = manifestOf(files) as {
    packs: Record<string, { files: { path: string; bytes: number; sha256: string }[] }>;
  };
  const [pack = '', ...rest] = path.split('/');
  const listed = manifest.packs[pack]?.files.find((file) => file.path === rest.join('/'));
  Object.assign(listed ?? {}, { bytes: bytes.length, sha256 });
  files[path] = bytes;
  files['manifest.json'] = encode(manifest);
}

const oddities: readonly unknown[] = [
  null,
  7,
  -1,
  1.5,
  'x',
  '',
  [],
  {},
  true,
  '../../x',
  '\u0000',
  1e300,
];

/** A JSON value with one of its parts, chosen at random, replaced by something else. */
function reshaped(value: unknown, roll: (below: number) => number): unknown {
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isLeaf || roll(5) === 0) return oddities[roll(oddities.length)];
  const keys = Object.keys(value);
  const key = keys[roll(keys.length)] ?? '';
  const parts = value as Record<string, unknown>;
  if (Array.isArray(value))
    return value.map((part: unknown, k) => (String(k) === key ? reshaped(part, roll) : part));
  return { ...parts, [key]: reshaped(parts[key], roll) };
}
