import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { LatentColours } from '../core/latents.ts';
import type { SamplerName } from '../core/run.ts';
import type { Schedule } from '../core/schedule.ts';
import { makeSchedule } from '../core/schedule.ts';
import { parseScheduleConfig } from '../core/scheduleConfig.ts';
import type { PackFiles } from '../packs/pack.ts';
import { ConfigReader } from './config.ts';
import { Answers } from './dreamAnswers.ts';
import { openGraph } from './graphFiles.ts';
import { latentChannels, measureColours } from './latentColours.ts';
import type { Graph, Runtime } from './runtime.ts';
import { Tokenizer } from './tokenizer.ts';

/** What a Stable Diffusion pack holds, opened. */
export interface Dreamer {
  tokenizer: Tokenizer;
  textEncoder: Graph;
  unet: Graph;
  decoder: Graph;
  /** The UNet for few steps, opened when first asked for; null in a pack without. */
  openSwiftUnet: (signal: AbortSignal) => Promise<Graph | null>;
  /** What makes a latent of a picture, opened when first asked for; null in a pack without. */
  openEncoder: (signal: AbortSignal) => Promise<Graph | null>;
  /** Each sampler reads the scheduler's file in its own way. */
  scheduleFor: (sampler: SamplerName) => Schedule;
  colours: LatentColours;
  shape: Shape;
  /** What the UNet answered last. */
  answers: Answers;
}

interface Shape {
  /** Cells of a latent's side. */
  latentSize: number;
  /** Pixels of a picture's side. */
  imageSize: number;
  /** Latents of unit variance are divided by this before they are decoded. */
  scaling: number;
  /** What the classes of the UNet's own map of the picture are called; none where it has no map. */
  classNames: readonly string[];
}

/** What diffusers' AutoencoderKL scales by where its config is silent. */
const usualScaling = 0.18215;

/** What every UNet is fed; one that takes the guidance as an input asks for `timestep_cond` too. */
const unetInputs = ['sample', 'timestep', 'encoder_hidden_states', 'timestep_cond'];

/**
 * Opens a pack in diffusers' ONNX layout: our own, or Stable Diffusion 1.x, 2.x, Turbo and LCM as
 * optimum exports them. What our pack adds (`windowsill.json`, `preview.json`) is worked out where
 * it is not there.
 */
export async function openDreamer(files: PackFiles, runtime: Runtime): Promise<Dreamer> {
  const graph = (folder: string) => openGraph(files, runtime, [`${folder}/model.onnx`]);
  const tokenizer = Tokenizer.open(files, 'tokenizer/');
  const scheduleFor = readSchedule(files);
  const shape = readShape(files);
  const textEncoder = await graph('text_encoder');
  const unet = await graph('unet');
  checkInputs(unet);
  const decoder = await graph('vae_decoder');
  const colours = readColours(files) ?? (await measureColours(decoder, shape.scaling));
  const openSwiftUnet = opener(files, runtime, 'unet_lcm');
  const openEncoder = opener(files, runtime, 'vae_encoder');
  const graphs = { textEncoder, unet, decoder, openSwiftUnet, openEncoder };
  return { tokenizer, scheduleFor, colours, shape, ...graphs, answers: new Answers() };
}

/** Opens a graph that most runs do not need, once. */
function opener(files: PackFiles, runtime: Runtime, folder: string): Dreamer['openEncoder'] {
  const path = `${folder}/model.onnx`;
  let opened: Graph | null = null;
  return async (signal) => {
    try {
      if (files.paths.includes(path)) opened ??= await openGraph(files, runtime, [path]);
      return (opened ??= await runtime.open(await files.further(path, signal), path));
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.kind === 'packMissing') return null;
      throw thrown;
    }
  };
}

function readSchedule(files: PackFiles): Dreamer['scheduleFor'] {
  const scheduler = files.json('scheduler/scheduler_config.json');
  return (sampler) => makeSchedule(parseScheduleConfig(scheduler, sampler));
}

function readShape(files: PackFiles): Shape {
  const own = files.paths.includes('windowsill.json') ? read(files, 'windowsill.json') : null;
  if (own !== null) {
    return {
      latentSize: own.number('latent_size'),
      imageSize: own.number('image_size'),
      scaling: own.number('scaling_factor'),
      classNames: own.textsWithin('explain', 'unet', 'map', 'classes'),
    };
  }
  // diffusers' own exporter writes no configs: what it exports is Stable Diffusion at 512 pixels.
  const unet = readIfThere(files, 'unet/config.json');
  const decoder = readIfThere(files, 'vae_decoder/config.json');
  const latentSize = unet === null ? 64 : unet.number('sample_size');
  const blocks = decoder === null ? 4 : decoder.textsWithin('block_out_channels').length;
  return {
    latentSize,
    // Every block of the decoder but the last doubles the side.
    imageSize: latentSize * 2 ** (blocks - 1),
    scaling: decoder?.optionalNumber('scaling_factor') ?? usualScaling,
    classNames: [],
  };
}

function readColours(files: PackFiles): LatentColours | null {
  if (!files.paths.includes('preview.json')) return null;
  const preview = read(files, 'preview.json');
  return {
    factors: preview.table('latent_rgb_factors', latentChannels, 3),
    bias: preview.numbers('bias', 3),
  };
}

function read(files: PackFiles, path: string): ConfigReader {
  return new ConfigReader(path, files.json(path));
}

function readIfThere(files: PackFiles, path: string): ConfigReader | null {
  return files.paths.includes(path) ? read(files, path) : null;
}

function checkInputs(unet: Graph): void {
  const strange = [...unet.inputs.keys()].find((name) => !unetInputs.includes(name));
  if (strange === undefined) return;
  throw new Failure('packBroken', why('asksFor', 'unet/model.onnx', strange));
}
