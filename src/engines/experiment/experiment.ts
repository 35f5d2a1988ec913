import { defaultDevice, init } from '@jax-js/jax';
import type { TrainingEvent, TrainingRequest } from '../../core/experiment.ts';
import { toFailure } from '../../core/failure.ts';
import { trainCaptions } from './captionTraining.ts';
import { trainPoints } from './pointTraining.ts';

interface Laboratory {
  run(request: TrainingRequest, signal: AbortSignal): AsyncGenerator<TrainingEvent, void, void>;
  load(signal: AbortSignal): AsyncGenerator<TrainingEvent, void, void>;
}

/** Trains small models by gradient descent, on WebAssembly that jax-js compiles for them. */
export function createExperiment(): Laboratory {
  return {
    async *run(request, signal) {
      try {
        await onWasm();
        if (request.kind === 'captions') yield* trainCaptions(request, signal);
        else yield* trainPoints(request, signal);
      } catch (thrown) {
        throw toFailure(thrown);
      }
    },
    async *load() {
      await onWasm();
      yield* [];
    },
  };
}

async function onWasm(): Promise<void> {
  await init('wasm');
  defaultDevice('wasm');
}
