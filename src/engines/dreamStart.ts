import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import { maskCells, resized, sampleOf } from '../core/pictureSize.ts';
import type { Random } from '../core/random.ts';
import type { StageEvent, StartPicture } from '../core/run.ts';
import type { SamplerOptions } from '../core/samplers.ts';
import type { Dreamer } from './dreamPack.ts';
import { runStage } from './engine.ts';
import { latentChannels } from './latentColours.ts';
import { feed, floatsOf } from './tensors.ts';

const family = 'diffusion';

/** The picture that a run begins with, as its latent sees it. */
export interface Begun {
  /** Clean, of unit variance: [4, size, size]. */
  latent: Float32Array;
  /** 1 where it is made anew: [4, size, size]; null where all of it is. */
  mask: Float32Array | null;
  /** Whether the encoder tells a distribution, of which the latent is a draw. */
  isDrawn: boolean;
}

/** Encodes the picture and its mask; a pack without an encoder is a `badInput` Failure. */
export async function* encodeStart(
  { openEncoder, shape }: Dreamer,
  { picture, mask }: StartPicture,
  random: Random,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Begun, void> {
  const encoder = await openEncoder(signal);
  if (encoder === null) throw new Failure('badInput', why('noEncoder'));
  const { imageSize, latentSize, scaling } = shape;
  const fitting = picture.width === imageSize ? picture : resized(picture, imageSize);
  const feeds = {
    sample: feed(encoder, 'sample', sampleOf(fitting), [1, 3, imageSize, imageSize]),
  };
  const [output = ''] = encoder.outputs;
  const stage = { family, name: 'vae encoder', graph: encoder } as const;
  const results = yield* runStage(stage, feeds, [output], signal);
  const told = floatsOf(results, output);
  const isDrawn = output === 'latent_parameters';
  const latent = isDrawn ? drawn(told, random) : told;
  return {
    isDrawn,
    latent: latent.map((value) => value * scaling),
    mask: mask === undefined ? null : repeatedCells(maskCells(mask, latentSize)),
  };
}

/** One draw from a normal distribution, told as [mean, log of the variance], as diffusers draws it. */
function drawn(parameters: Float32Array, random: Random): Float32Array {
  const size = parameters.length / 2;
  const noise = random.normals(size);
  return parameters.slice(0, size).map((mean, k) => {
    const logVariance = Math.min(Math.max(parameters[size + k] ?? 0, -30), 20);
    return mean + Math.exp(logVariance / 2) * (noise[k] ?? 0);
  });
}

/**
 * Draws what diffusers draws after the first noise of an inpainting: it encodes the picture without what
 * is masked as well, for UNets of nine channels. Samplers that add noise go on from there.
 */
export function skipMasked(begun: Begun | null, random: Random): void {
  if (begun?.isDrawn === true && begun.mask !== null) random.normals(begun.latent.length);
}

function repeatedCells(cells: Float32Array): Float32Array {
  return Float32Array.from({ length: latentChannels * cells.length }, (_, k) => {
    return cells[k % cells.length] ?? 1;
  });
}

/**
 * How a sampler begins: in noise, or in the picture under noise. With a mask and full strength nothing
 * of the picture is where it is made anew, as in diffusers' inpainting.
 */
export function beginningOf(
  begun: Begun | null,
  strength: number,
  noise: Float32Array,
): Pick<SamplerOptions, 'picture' | 'held'> {
  if (begun === null) return {};
  const { latent, mask } = begun;
  if (mask === null) return { picture: { latent, strength } };
  const held = { latent, noise, mask };
  return strength < 1 ? { picture: { latent, strength }, held } : { held };
}
