import type { KnownGraph } from '../core/known.ts';
import { families, type Family } from '../core/run.ts';
import { readKnown } from '../packs/knownAnswers.ts';
import { packNames, readManifest } from '../packs/manifest.ts';
import { httpFolder } from '../packs/source.ts';
import { isStepGraph } from '../packs/standard/layout.ts';
import { placesOf, stepStages, type ShippedSteps } from './stepTimes.svelte.ts';

/** What the shipped packs' steps are made of, by models/manifest.json and known.json; none where those are missing. */
export async function shippedSteps(models: URL, signal: AbortSignal): Promise<ShippedSteps> {
  try {
    const source = httpFolder(models);
    const [manifest, known] = await Promise.all([
      readManifest(source, signal),
      readKnown(source, signal).catch(() => []),
    ]);
    const steps = families.flatMap((family) => {
      const files = manifest.get(packNames[family])?.files ?? [];
      const graph = files.find(({ path }) => isStepGraph(family, path));
      if (graph === undefined) return [];
      // Shipped weights are int8: a byte each.
      return [[family, { weights: graph.bytes, places: triedPlaces(family, known) }] as const];
    });
    return Object.fromEntries(steps);
  } catch {
    return {};
  }
}

function triedPlaces(family: Family, known: readonly KnownGraph[]): number {
  const graph = known.find(
    ({ pack, stage }) => pack === packNames[family] && stage === stepStages[family],
  );
  return placesOf(family, (name) => graph?.feeds[name]?.dims) ?? 1;
}
