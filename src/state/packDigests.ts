import type { Digests, Recording } from '../core/recording.ts';
import { families, type Family } from '../core/run.ts';
import { packNames, parseManifest } from '../packs/manifest.ts';

/** The sha256 of every file that the shipped models run on; nothing where there is no manifest. */
export async function packDigests(models: URL): Promise<Recording['packs']> {
  try {
    const response = await fetch(new URL('manifest.json', models));
    const manifest = parseManifest(await response.json());
    const known = families.flatMap((family): [Family, Digests][] => {
      const files = manifest.get(packNames[family])?.files;
      if (files === undefined) return [];
      return [[family, Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]))]];
    });
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** Whether a recording was made with these very models; null where either side does not know. */
export function sameModels(recorded: Recording['packs'], here: Recording['packs']): boolean | null {
  const pairs = families.map((family) => [recorded[family], here[family]] as const);
  if (pairs.some(([then, now]) => then === undefined || now === undefined)) return null;
  return pairs.every(([then = {}, now = {}]) => {
    const paths = new Set([...Object.keys(then), ...Object.keys(now)]);
    return [...paths].every((path) => then[path] === now[path]);
  });
}
