import type { KeptDevices } from '../core/devices.ts';
import { median } from '../core/median.ts';
import type { Family, StageEvent } from '../core/run.ts';

/** The stage that each step of a model is. */
export const stepStages: Record<Family, string> = {
  gpt2: 'decoder',
  dalle: 'decoder',
  diffusion: 'unet',
};

/** The shipped graphs that each step asks: their weights, and the places that a measurement of devices gives them. */
export type ShippedSteps = Partial<Record<Family, { weights: number; places: number }>>;

/** So many of the newest steps are remembered; their median is told. */
const remembered = 15;

/**
 * How long a step takes on this machine: heard from the shipped models' runs or, before any, from what was
 * measured of the devices. A step's time grows with the graph's weights and the places it fills: the cells
 * of all its latents, or one token.
 */
export class StepTimes {
  /** Milliseconds for each place, the newest last. */
  #heard = $state.raw<Partial<Record<Family, readonly number[]>>>({});
  readonly #kept: () => Readonly<Partial<Record<Family, KeptDevices>>>;

  /** `kept` is what was measured of the devices. */
  constructor(kept: () => Readonly<Partial<Record<Family, KeptDevices>>>) {
    this.#kept = kept;
  }

  /** Hears a stage of a shipped model. */
  hear({ family, stage, inputs, elapsedMs }: StageEvent): void {
    if (stage !== stepStages[family]) return;
    const places = placesOf(family, (name) => inputs.find((input) => input.name === name)?.dims);
    if (places === null) return;
    const newest = [...(this.#heard[family] ?? []), elapsedMs / places].slice(-remembered);
    this.#heard = { ...this.#heard, [family]: newest };
  }

  /** Milliseconds that a step of so many weights at so many places is expected to take; null where nothing was measured. */
  expectedMs(
    family: Family,
    shipped: ShippedSteps,
    weights: number,
    places: number,
  ): number | null {
    const own = shipped[family];
    if (own === undefined) return null;
    const each = median(this.#heard[family] ?? []) ?? this.#measured(family, own.places);
    return each === null ? null : (each * places * weights) / own.weights;
  }

  #measured(family: Family, places: number): number | null {
    const graphs = this.#kept()[family]?.measured?.verdict.graphs ?? [];
    const graph = graphs.find(({ stage }) => stage === stepStages[family]);
    const ms = graph?.placement.provider === 'webgpu' ? graph.webgpuMs : graph?.wasmMs;
    return ms === null || ms === undefined ? null : ms / places;
  }
}

/** Places of a call by the shapes of what it is fed; null for one that is no plain step. */
export function placesOf(
  family: Family,
  dimsOf: (input: string) => readonly number[] | undefined,
): number | null {
  if (family !== 'diffusion') return dimsOf('input_ids')?.at(-1) === 1 ? 1 : null;
  const sample = dimsOf('sample'); // [B, 4, height, width]
  if (sample === undefined) return null;
  const [batch = 1, , height = 1, width = 1] = sample;
  return batch * height * width;
}
