import { Failure } from '../../src/core/failure.ts';
import type { Engine, LoadingEvent, Pixels, RunEvent } from '../../src/core/run.ts';

export function pixels(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** An engine of `steps` denoising steps that fails at step `failAt`, if given. */
export function fakeEngine(steps: number, failAt = Infinity): Engine {
  return {
    async *load(): AsyncGenerator<LoadingEvent, void, void> {
      await Promise.resolve();
      yield { type: 'loading', family: 'diffusion', file: 'a', loadedBytes: 1, totalBytes: 1 };
    },
    async *run(request, signal): AsyncGenerator<RunEvent, void, void> {
      for (let step = 0; step <= steps; step++) {
        await Promise.resolve();
        if (signal.aborted) throw new Failure('aborted');
        if (step === failAt) throw new Failure('packBroken', 'unet/model.onnx is cut short.');
        yield {
          type: 'step',
          step,
          steps,
          timestep: 999 - step,
          sigma: 1,
          noisy: pixels(2, 2),
          guess: pixels(2, 2),
          elapsedMs: step,
        };
      }
      yield {
        type: 'done',
        family: 'diffusion',
        seed: request.seed,
        result: { kind: 'picture', picture: pixels(4, 4) },
        elapsedMs: steps,
      };
    },
  };
}
