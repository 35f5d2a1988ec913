import type { Family } from '../../core/run.ts';

/** A file that somebody brought, by its path within what they picked. */
export interface FoundFile {
  path: string;
  bytes: number;
}

/** One way of running a pack: the precision of its weights, and the files that it needs. */
export interface Variant {
  /** As transformers.js names precisions ("q8", "fp16" ...); null where the layout does not tell. */
  precision: string | null;
  files: readonly FoundFile[];
  bytes: number;
  /** Bytes that its files take while they run on wasm; absent where no graph was looked into. */
  runningBytes?: number;
  /** How many weights the graph has that each step asks; absent where unknown. */
  weightsPerStep?: number;
}

/** A pack in a public layout, found among files. */
export interface StandardPack {
  family: Family;
  /** The folder its paths are relative to: "" or ending in "/". */
  folder: string;
  /** The smallest first. */
  variants: readonly Variant[];
  /** Files that the layout asks for and that are not there. */
  missing: readonly string[];
  /** Cells of a latent's side; absent where nobody has looked, or there are no latents. */
  latentSize?: number;
}

/** Where this lies, the graphs are a DALL-E's. */
const dalleMark = 'vqgan/decoder.onnx';

/** How a graph's file name tells its precision. */
export const precisions: readonly [suffix: string, precision: string][] = [
  ['', 'fp32'],
  ['_fp16', 'fp16'],
  ['_quantized', 'q8'],
  ['_int8', 'int8'],
  ['_uint8', 'uint8'],
  ['_q4', 'q4'],
  ['_q4f16', 'q4f16'],
  ['_bnb4', 'bnb4'],
];

/** The graph that each step asks. */
const stepGraphs: Record<Family, RegExp> = {
  gpt2: /^onnx\/(decoder_model_merged|model)\w*\.onnx$/,
  dalle: /^onnx\/decoder_model_merged\w*\.onnx$/,
  diffusion: /^unet\/model\.onnx$/,
};

/** Whether a pack's file is the graph that each step of a run asks. */
export function isStepGraph(family: Family, path: string): boolean {
  return stepGraphs[family].test(path);
}

/** Every pack among some files: GPT-2 as transformers.js has it, Stable Diffusion as diffusers, DALL-E as ours. */
export function findPacks(files: readonly FoundFile[]): StandardPack[] {
  return [...diffusionPacks(files), ...dallePacks(files), ...gptPacks(files)];
}

function diffusionPacks(files: readonly FoundFile[]): StandardPack[] {
  return foldersOf(files, 'model_index.json').map((folder) => {
    const within = inFolder(files, folder);
    const tokenizer = within.has('tokenizer/tokenizer.json')
      ? ['tokenizer/tokenizer.json']
      : ['tokenizer/vocab.json', 'tokenizer/merges.txt'];
    const own = within.has('windowsill.json')
      ? ['windowsill.json', 'preview.json']
      : graphConfigs(within);
    const needed = [
      'model_index.json',
      'scheduler/scheduler_config.json',
      ...tokenizer,
      'tokenizer/tokenizer_config.json',
      ...own,
      ...['text_encoder', 'unet', 'vae_decoder'].map((part) => `${part}/model.onnx`),
    ];
    const optional = ['vae_encoder/model.onnx'].filter((path) => within.has(path));
    return pack('diffusion', folder, within, [[null, [...needed, ...optional]]]);
  });
}

/** optimum writes them beside its graphs; diffusers' own exporter writes neither. */
function graphConfigs(within: ReadonlyMap<string, number>): string[] {
  const paths = ['unet/config.json', 'vae_decoder/config.json'];
  return paths.some((path) => within.has(path)) ? paths : [];
}

function dallePacks(files: readonly FoundFile[]): StandardPack[] {
  return foldersOf(files, dalleMark).map((folder) => {
    const within = inFolder(files, folder);
    const parts = ['encoder_model', 'decoder_model_merged'].map((part) => {
      return present(within, [`onnx/${part}_quantized.onnx`, `onnx/${part}.onnx`]);
    });
    const rest = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
    const codes = [dalleMark, 'vqgan/patches.bin'];
    return pack('dalle', folder, within, [[null, [...rest, ...parts, ...codes]]]);
  });
}

function gptPacks(files: readonly FoundFile[]): StandardPack[] {
  const rest = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
  const others = foldersOf(files, dalleMark);
  const folders = foldersOf(files, 'onnx/decoder_model_merged', 'onnx/model');
  const own = folders.filter((folder) => !others.includes(folder));
  return own.map((folder) => {
    const within = inFolder(files, folder);
    const variants = precisions.flatMap(([suffix, precision]) => {
      const paths = ['decoder_model_merged', 'model'].map((name) => `onnx/${name}${suffix}.onnx`);
      const path = paths.find((candidate) => within.has(candidate));
      const none: [string, string[]][] = [];
      return path === undefined ? none : ([[precision, [...rest, path]]] as [string, string[]][]);
    });
    return pack('gpt2', folder, within, variants);
  });
}

function pack(
  family: Family,
  folder: string,
  within: ReadonlyMap<string, number>,
  ways: readonly (readonly [string | null, readonly string[]])[],
): StandardPack {
  const variants = ways.map(([precision, paths]) => {
    const all = [...within.keys()];
    const outside = all.filter((other) => paths.some((path) => isOutsideOf(path, other)));
    const whole = [...paths, ...outside];
    const found = whole.map((path) => ({ path, bytes: within.get(path) ?? 0 }));
    return { precision, files: found, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
  const missing = variants.flatMap(({ files }) =>
    files.map(({ path }) => path).filter((path) => !within.has(path)),
  );
  variants.sort((a, b) => a.bytes - b.bytes);
  return { family, folder, variants, missing: [...new Set(missing)] };
}

/**
 * Weights that a graph keeps outside: "unet/model.onnx_data" of "unet/model.onnx", or "unet/weights.pb",
 * as diffusers' own exporter names them.
 */
export function isOutsideOf(path: string, other: string): boolean {
  if (!path.endsWith('.onnx')) return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const starts = [`${path}_data`, `${path}.data`];
  return other === `${folder}weights.pb` || starts.some((start) => other.startsWith(start));
}

/** The first path that is there, or the first of all. */
function present(within: ReadonlyMap<string, number>, paths: readonly [string, string]): string {
  return paths.find((path) => within.has(path)) ?? paths[0];
}

/** Folders that hold a file whose path begins, after the folder, with one of some names. */
function foldersOf(files: readonly FoundFile[], ...starts: readonly string[]): string[] {
  const folders = files.flatMap(({ path }) =>
    starts.flatMap((start) => {
      const at = `/${path}`.lastIndexOf(`/${start}`);
      return at === -1 || !isWhole(path, at, start) ? [] : [path.slice(0, at)];
    }),
  );
  return [...new Set(folders)];
}

/** Whether nothing but the ending of a graph's name follows the start. */
function isWhole(path: string, at: number, start: string): boolean {
  return /^(_[a-z0-9]+)?(\.onnx)?$/.test(path.slice(at + start.length));
}

function inFolder(files: readonly FoundFile[], folder: string): Map<string, number> {
  const inside = files.filter(({ path }) => path.startsWith(folder));
  return new Map(inside.map(({ path, bytes }) => [path.slice(folder.length), bytes]));
}
