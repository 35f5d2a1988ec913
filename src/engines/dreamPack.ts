import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { LatentColours } from '../core/latents.ts';
import type { SamplerName } from '../core/run.ts';
import type { Schedule } from '../core/schedule.ts';
import { makeSchedule } from '../core/schedule.ts';
import { parseScheduleConfig } from '../core/scheduleConfig.ts';
import type { PackFiles } from '../packs/pack.ts';
import { ConfigReader } from './config.ts';
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
  /** Each sampler reads the scheduler's file in its own way. */
  scheduleFor: (sampler: SamplerName) => Schedule;
  colours: LatentColours;
  shape: Shape;
}

interface Shape {
  /** Cells of a latent's side. */
  latentSize: number;
  /** Latents of unit variance are divided by this before they are decoded. */
  scaling: number;
  /** What the classes of the UNet's own map of the picture are called; none where it has no map. */
  classNames: readonly string[];
}

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
  return { tokenizer, scheduleFor, colours, shape, textEncoder, unet, decoder };
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
      scaling: own.number('scaling_factor'),
      classNames: own.textsWithin('explain', 'unet', 'map', 'classes'),
    };
  }
  return {
    latentSize: read(files, 'unet/config.json').number('sample_size'),
    scaling: read(files, 'vae_decoder/config.json').number('scaling_factor'),
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

function checkInputs(unet: Graph): void {
  const strange = [...unet.inputs.keys()].find((name) => !unetInputs.includes(name));
  if (strange === undefined) return;
  throw new Failure('packBroken', why('asksFor', 'unet/model.onnx', strange));
}
