import type { FoundFile, StandardPack, Variant } from './layout.ts';
import { isOutsideOf, isStepGraph } from './layout.ts';
import type { LooseFiles } from './loosePack.ts';
import { headBytes, readWeights, type Weights } from './onnxHead.ts';

/** Weights in each byte of a graph, by the precision that its file name tells. */
const perByte: Record<string, number> = {
  ...{ fp32: 1 / 4, fp16: 1 / 2, q8: 1, int8: 1, uint8: 1 },
  ...{ q4: 2, q4f16: 2, bnb4: 2 },
};

/** Side of a latent where no file tells: that of Stable Diffusion at 512 pixels. */
const usualLatentSize = 64;

/**
 * Looks into packs that were found by their files' names: what is no GPT-2 is left out, and where the
 * names do not tell a precision, the beginnings of the graphs do. What cannot be read stays unknown.
 */
export async function inspectPacks(
  packs: readonly StandardPack[],
  files: LooseFiles,
  signal: AbortSignal,
): Promise<StandardPack[]> {
  const looked = await Promise.all(packs.map((pack) => lookInto(pack, files, signal)));
  return looked.filter((pack) => pack !== null);
}

async function lookInto(
  pack: StandardPack,
  files: LooseFiles,
  signal: AbortSignal,
): Promise<StandardPack | null> {
  const { family, folder } = pack;
  const json = (path: string) => readJson(files, pack, path, signal);
  if (family === 'gpt2' && !isGpt2(await json('config.json'))) return null;
  const weigh = (variant: Variant) => weighed(family, folder, variant, files, signal);
  const variants = await Promise.all(pack.variants.map(weigh));
  if (family !== 'diffusion') return { ...pack, variants };
  const own = numberIn(await json('windowsill.json'), 'latent_size');
  const theirs = own ?? numberIn(await json('unet/config.json'), 'sample_size');
  return { ...pack, variants, latentSize: theirs ?? usualLatentSize };
}

/** Other language models lie in the same folders; a config that cannot be read is left to the run. */
function isGpt2(config: unknown): boolean {
  if (config === null) return true;
  return (
    (Object(config) as Record<string, unknown>)['model_type'] === 'gpt2' ||
    numberIn(config, 'n_head') !== null
  );
}

async function weighed(
  family: StandardPack['family'],
  folder: string,
  variant: Variant,
  files: LooseFiles,
  signal: AbortSignal,
): Promise<Variant> {
  const step = variant.files.find(({ path }) => isStepGraph(family, path));
  if (step === undefined) return variant;
  const { precision } = variant;
  if (precision !== null) {
    const each = perByte[precision];
    if (each === undefined) return variant;
    return { ...variant, weightsPerStep: each * graphBytes(variant, step) };
  }
  const graphs = variant.files.filter(({ path }) => path.endsWith('.onnx'));
  const told = await Promise.all(
    graphs.map(
      async (graph) => [graph, await weightsOf(files, folder + graph.path, signal)] as const,
    ),
  );
  const ofStep = told.find(([graph]) => graph === step)?.[1] ?? null;
  if (ofStep === null) return variant;
  const more = told.reduce((sum, [graph, weights]) => {
    return sum + ((weights?.unfolded ?? 1) - 1) * graphBytes(variant, graph);
  }, 0);
  return {
    ...variant,
    precision: ofStep.precision,
    runningBytes: variant.bytes + more,
    weightsPerStep: ofStep.perByte * graphBytes(variant, step),
  };
}

/** Bytes of a graph and of what lies outside of it. */
function graphBytes({ files }: Variant, graph: FoundFile): number {
  const outside = files.filter(({ path }) => isOutsideOf(graph.path, path));
  return [graph, ...outside].reduce((sum, { bytes }) => sum + bytes, 0);
}

async function weightsOf(
  files: LooseFiles,
  path: string,
  signal: AbortSignal,
): Promise<Weights | null> {
  try {
    const head = await files.head?.(path, headBytes, signal);
    return head === undefined ? null : readWeights(head);
  } catch {
    return null;
  }
}

/** A JSON file of a pack; null where it is not there or is no JSON. */
async function readJson(
  files: LooseFiles,
  { folder, missing }: StandardPack,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  if (missing.includes(path)) return null;
  try {
    return JSON.parse(new TextDecoder().decode(await files.read(folder + path, signal)));
  } catch {
    return null;
  }
}

function numberIn(config: unknown, name: string): number | null {
  const value = (Object(config) as Record<string, unknown>)[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
