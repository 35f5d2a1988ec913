import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { PackFiles } from '../packs/pack.ts';
import { isOutsideOf } from '../packs/standard/layout.ts';
import type { Graph, OutsideData, Runtime } from './runtime.ts';

/**
 * Opens the first of some graphs that the pack holds, with whatever weights lie beside it outside of
 * its own file. A pack with none of them is a `packMissing` Failure that names the first.
 */
export async function openGraph(
  files: PackFiles,
  runtime: Runtime,
  paths: readonly string[],
): Promise<Graph> {
  const there = new Set(files.paths);
  const path = paths.find((candidate) => there.has(candidate));
  if (path === undefined) throw new Failure('packMissing', why('notInPack', paths[0] ?? ''));
  return runtime.open(files.take(path), path, outsideOf(files, path));
}

/** Graphs over 2 GB keep their weights in files beside them, which they name relative to themselves. */
function outsideOf(files: PackFiles, path: string): OutsideData[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = files.paths.filter((other) => isOutsideOf(path, other));
  return beside.map((other) => ({ path: other.slice(folder.length), data: files.take(other) }));
}
