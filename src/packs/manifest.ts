import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { Family } from '../core/run.ts';
import type { PackSource } from './source.ts';

export interface PackFile {
  /** Relative to the pack's folder. */
  path: string;
  bytes: number;
  /** 64 hexadecimal digits. */
  sha256: string;
}

export interface PackEntry {
  title: string;
  family: string;
  licence: string;
  origin: string;
  /** What the runtime needs. */
  files: readonly PackFile[];
  /** Training trace, card and evaluation. */
  extras: readonly PackFile[];
}

/** What `models/manifest.json` lists, by the name of the pack's folder. */
export type Manifest = ReadonlyMap<string, PackEntry>;

/** The folder of each family's shipped pack, and of the one that looks at pictures. */
export const packNames: Record<Family | 'recogniser', string> = {
  gpt2: 'gpt2',
  dalle: 'dalle',
  diffusion: 'stable-diffusion',
  recogniser: 'recogniser',
};

/** A manifest is some 30 KB; what is far larger is none. */
const largestManifestBytes = 2 ** 22;
/** What one buffer of a browser can hold. */
const largestFileBytes = 2 ** 31;

/** Fetches and reads the manifest of a models folder; one that is no manifest is `packBroken`. */
export async function readManifest(models: PackSource, signal: AbortSignal): Promise<Manifest> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of models.read('manifest.json', signal)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestManifestBytes) {
      throw new Failure('packBroken', why('oddValue', 'manifest.json', 'size', '> 4 MB'));
    }
  }
  return parseManifest(parseJson(text + decoder.decode()));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('packBroken', why('notJson', 'manifest.json'));
  }
}

/** Reads a parsed `manifest.json`; anything amiss is a `packBroken` Failure that says where. */
export function parseManifest(value: unknown): Manifest {
  const manifest = record(value, 'it');
  if (manifest['version'] !== 1) amiss('version', manifest['version']);
  const packs = Object.entries(record(manifest['packs'], 'packs'));
  return new Map(packs.map(([name, pack]) => [name, parseEntry(pack, `packs.${name}`)]));
}

function parseEntry(value: unknown, where: string): PackEntry {
  const entry = record(value, where);
  return {
    title: text(entry['title'], `${where}.title`),
    family: text(entry['family'], `${where}.family`),
    licence: text(entry['licence'], `${where}.licence`),
    origin: text(entry['origin'], `${where}.origin`),
    files: parseFiles(entry['files'], `${where}.files`),
    extras: parseFiles(entry['extras'] ?? [], `${where}.extras`),
  };
}

function parseFiles(value: unknown, where: string): PackFile[] {
  if (!Array.isArray(value)) amiss(where, value);
  return value.map((item: unknown, k) => parseFile(item, `${where}[${k}]`));
}

function parseFile(value: unknown, where: string): PackFile {
  const { path, bytes, sha256 } = record(value, where);
  if (!isSize(bytes)) amiss(`${where}.bytes`, bytes);
  const digest = text(sha256, `${where}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(digest)) amiss(`${where}.sha256`, sha256);
  return { path: insidePath(text(path, `${where}.path`), where), bytes, sha256: digest };
}

function isSize(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largestFileBytes
  );
}

/** A path that stays in its folder. */
function insidePath(path: string, where: string): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:?#]/.test(part))) {
    amiss(`${where}.path`, path);
  }
  return path;
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) amiss(where, value);
  return value as Readonly<Record<string, unknown>>;
}

function text(value: unknown, where: string): string {
  return typeof value === 'string' ? value : amiss(where, value);
}

function amiss(where: string, value: unknown): never {
  const shown = JSON.stringify(value) as string | undefined;
  throw new Failure(
    'packBroken',
    why('oddValue', 'manifest.json', where, (shown ?? 'missing').slice(0, 80)),
  );
}
