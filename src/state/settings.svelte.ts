import type { DreamRequest, PaintRequest, SamplerName, WriteRequest } from '../core/run.ts';
import { samplerNames } from '../core/run.ts';
import { Knob } from './knob.svelte.ts';
import { Seed } from './seed.svelte.ts';

/** One request for each model, with the same prompt and the same seed. */
export interface Requests {
  gpt2: WriteRequest;
  dalle: PaintRequest;
  diffusion: DreamRequest;
}

/** What a person can set before a run. */
export class Settings {
  readonly seed = new Seed(7);
  readonly write = {
    temperature: new Knob({ min: 0, max: 2, step: 0.1 }, 0.8),
    topK: new Knob({ min: 0, max: 100, step: 1 }, 40),
    maxNewTokens: new Knob({ min: 8, max: 160, step: 1 }, 80),
  };
  readonly paint = {
    temperature: new Knob({ min: 0.1, max: 2, step: 0.1 }, 1),
    topK: new Knob({ min: 0, max: 256, step: 1 }, 64),
    guidance: new Knob({ min: 1, max: 8, step: 0.1 }, 3),
  };
  readonly dream = {
    steps: new Knob({ min: 1, max: 50, step: 1 }, 20),
    guidance: new Knob({ min: 1, max: 12, step: 0.1 }, 4),
  };
  /** Whether the models tell of their own working, for the prediction trace. */
  explain = $state(false);
  #sampler = $state<SamplerName>('ddim');
  #isSamplerChosen = false;

  get sampler(): SamplerName {
    return this.#sampler;
  }

  set sampler(chosen: SamplerName) {
    this.#isSamplerChosen = true;
    this.#sampler = chosen;
  }

  /** What the model was judged with: taken unless a person has chosen. */
  suggestSampler(name: unknown): void {
    const known = samplerNames.find((one) => one === name);
    if (known !== undefined && !this.#isSamplerChosen) this.#sampler = known;
  }

  /** The requests of a run that starts now; the seed counts as used. */
  requests(prompt: string): Requests {
    const seed = this.seed.take();
    const { write, paint, dream, sampler, explain } = this;
    return {
      gpt2: {
        family: 'gpt2',
        prompt,
        seed,
        explain,
        temperature: write.temperature.value,
        topK: write.topK.value,
        topP: 1,
        maxNewTokens: write.maxNewTokens.value,
      },
      dalle: {
        family: 'dalle',
        prompt,
        seed,
        explain,
        temperature: paint.temperature.value,
        topK: paint.topK.value,
        guidance: paint.guidance.value,
      },
      diffusion: {
        family: 'diffusion',
        prompt,
        seed,
        explain,
        steps: dream.steps.value,
        guidance: dream.guidance.value,
        sampler,
      },
    };
  }
}
