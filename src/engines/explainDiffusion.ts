import type { CanvasExplained, CrossAttention, StepExplained } from '../core/explain.ts';
import type { LatentColours } from '../core/latents.ts';
import { previewLatent } from '../core/latents.ts';
import { alphaBarAt } from '../core/samplers/ddim.ts';
import { predict } from '../core/samplers/prediction.ts';
import type { Schedule } from '../core/schedule.ts';
import { headMean, layersOf } from './explain.ts';
import type { Graph, Tensors } from './runtime.ts';
import type { Tensor } from './tensors.ts';
import { floatsOf, tensorOf } from './tensors.ts';

/** What of a run's surroundings its explanations need. */
export interface DreamView {
  colours: LatentColours;
  latentSize: number;
  classNames: readonly string[];
  schedule: Schedule;
  /** Tokens of the prompt without its padding. */
  tokens: number;
}

/** Keeps what the passes of the UNet show of themselves until the step is told that they led to. */
export class StepWatch {
  /** What each pass is asked for beside its result. */
  readonly outputs: readonly string[];
  readonly #attentions: readonly string[];
  readonly #view: DreamView;
  #seen: Omit<StepExplained, 'type' | 'family' | 'kind' | 'step' | 'latent'> | null = null;

  constructor(graph: Graph, view: DreamView) {
    this.#attentions = layersOf(graph, 'cross_attentions');
    this.outputs = [...this.#attentions, ...graph.outputs.filter((name) => name === 'map')];
    this.#view = view;
  }

  canvas(channels: number): CanvasExplained {
    const { colours, classNames, latentSize } = this.#view;
    return {
      type: 'explain',
      family: 'diffusion',
      kind: 'canvas',
      channels,
      side: latentSize,
      colours,
      classNames,
    };
  }

  /** A pass over the latent `x` at a training timestep, alone or in a batch [with the prompt, without]. */
  see(x: Float32Array, timestep: number, results: Tensors): void {
    const outputs = floatsOf(results, 'out_sample');
    const guess = (output: Float32Array) => this.#preview(this.#cleaned(x, output, timestep));
    this.#seen = {
      withPrompt: guess(outputs.subarray(0, x.length)),
      withoutPrompt: outputs.length > x.length ? guess(outputs.subarray(x.length)) : null,
      attention: this.#attentions.map((name) =>
        crossAttention(tensorOf(results, name), this.#view.tokens),
      ),
      map: this.outputs.includes('map') ? likeliestClasses(tensorOf(results, 'map')) : null,
    };
  }

  /** The explanation of a step, from the latest pass; none of the beginning, which has no pass. */
  *tell(step: number, latent: Float32Array): Generator<StepExplained, void, void> {
    if (this.#seen === null) return;
    const copy = Float32Array.from(latent);
    yield { type: 'explain', family: 'diffusion', kind: 'step', step, latent: copy, ...this.#seen };
    this.#seen = null;
  }

  /** The clean latent that an output of the UNet means. */
  #cleaned(x: Float32Array, output: Float32Array, timestep: number): Float32Array {
    const { schedule } = this.#view;
    const alphaBar = alphaBarAt(schedule, Math.round(timestep));
    const { predictionType } = schedule.config;
    return predict(predictionType, x, output, Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)).x0;
  }

  #preview(latent: Float32Array) {
    return previewLatent(latent, this.#view.colours, this.#view.latentSize, 1);
  }
}

/** [batch, heads, cells, length] -> [cells, tokens + 1] of the first of the batch. */
function crossAttention(tensor: Tensor, tokens: number): CrossAttention {
  const [, , cells = 0, length = 0] = tensor.dims;
  const mean = headMean(tensor);
  const weights = new Float32Array(cells * (tokens + 1));
  for (let cell = 0; cell < cells; cell++) {
    for (let k = 0; k < length; k++) {
      const at = cell * (tokens + 1) + Math.min(k, tokens);
      weights[at] = (weights[at] ?? 0) + (mean[cell * length + k] ?? 0);
    }
  }
  return { side: Math.sqrt(cells), tokens, weights };
}

/** [batch, classes, side, side] -> the likeliest class of each place, for the first of the batch. */
function likeliestClasses({ dims, data }: Tensor): NonNullable<StepExplained['map']> {
  const [, count = 0, side = 0] = dims;
  const numbers = data as Float32Array;
  const places = side * side;
  const classes = new Uint8Array(places);
  const sureness = Float32Array.from(numbers.subarray(0, places));
  for (let k = places; k < count * places; k++) {
    const place = k % places;
    const value = numbers[k] ?? 0;
    if (value <= (sureness[place] ?? 0)) continue;
    sureness[place] = value;
    classes[place] = Math.floor(k / places);
  }
  return { side, classes, sureness };
}
