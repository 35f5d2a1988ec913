import type { DreamRequest, PaintRequest, SamplerName, WriteRequest } from '../core/run.ts';
import { samplerNames } from '../core/run.ts';
import { DreamFurther } from './dreamFurther.svelte.ts';
import { Knob } from './knob.svelte.ts';
import { Seed } from './seed.svelte.ts';

/** One request for each model, with the same prompt and the same seed. */
export interface Requests {
  gpt2: WriteRequest;
  dalle: PaintRequest;
  diffusion: DreamRequest;
}

/** A sentence as the models read it. */
export interface Spoken {
  prompt: string;
  /** The same with the weights of its words, for the model that can weigh them. */
  weighed?: string;
  /** How any other text stands in the models' own words. */
  speak?: (text: string) => string;
}

/** Stop words as they are typed: with commas between them. */
export function stopWordsOf(typed: string): string[] {
  return typed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** What a person can set before a run. */
export class Settings {
  readonly seed = new Seed(7);
  readonly write = {
    temperature: new Knob({ min: 0, max: 2, step: 0.1 }, 0.8),
    topK: new Knob({ min: 0, max: 100, step: 1 }, 40),
    maxNewTokens: new Knob({ min: 8, max: 160, step: 1 }, 80),
    topP: new Knob({ min: 0.05, max: 1, step: 0.05 }, 1),
    minP: new Knob({ min: 0, max: 0.5, step: 0.01 }, 0),
    repetitionPenalty: new Knob({ min: 1, max: 2, step: 0.05 }, 1),
    noRepeatNgramSize: new Knob({ min: 0, max: 16, step: 1 }, 0),
    copies: new Knob({ min: 1, max: 4, step: 1 }, 1),
  };
  /** With commas between them. */
  stopWords = $state('');
  readonly paint = {
    temperature: new Knob({ min: 0.1, max: 2, step: 0.1 }, 1),
    topK: new Knob({ min: 0, max: 256, step: 1 }, 64),
    guidance: new Knob({ min: 1, max: 8, step: 0.1 }, 3),
    copies: new Knob({ min: 1, max: 4, step: 1 }, 1),
  };
  /** The codes of the rows that the next painting takes over; none begin it anew. */
  begun = $state.raw<readonly number[]>([]);
  readonly dream = {
    steps: new Knob({ min: 1, max: 50, step: 1, utmost: 1000 }, 20),
    guidance: new Knob({ min: 1, max: 20, step: 0.1 }, 4),
    guidedShare: new Knob({ min: 0, max: 1, step: 0.05 }, 1),
  };
  readonly further = new DreamFurther();
  /** Whether the models tell of their own working, for the prediction trace. */
  explain = $state(false);
  /** What the pack's UNet for few steps was made for, as its windowsill.json has it; undefined without one. */
  swift = $state.raw<unknown>();
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
  requests(spoken: string | Spoken): Requests {
    const said = typeof spoken === 'string' ? { prompt: spoken } : spoken;
    const seed = this.seed.take();
    return {
      gpt2: this.#writeRequest(said.prompt, seed),
      dalle: this.#paintRequest(said.prompt, seed),
      diffusion: this.dreamRequest(said, seed),
    };
  }

  /** Stable Diffusion's own request. */
  dreamRequest({ prompt, weighed = prompt, speak = asItIs }: Spoken, seed: number): DreamRequest {
    const { dream, sampler, explain, further } = this;
    return {
      family: 'diffusion',
      prompt: weighed,
      seed,
      explain,
      steps: dream.steps.value,
      guidance: dream.guidance.value,
      ...(dream.guidedShare.value < 1 && { guidedShare: dream.guidedShare.value }),
      sampler,
      ...further.part(speak, dream.steps.value),
    };
  }

  /** What is not asked for is left out, so that plain requests stay plain. */
  #writeRequest(prompt: string, seed: number): WriteRequest {
    const { write, explain } = this;
    const stopWords = stopWordsOf(this.stopWords);
    return {
      family: 'gpt2',
      prompt,
      seed,
      explain,
      temperature: write.temperature.value,
      topK: write.topK.value,
      topP: write.topP.value,
      noRepeatNgramSize: write.noRepeatNgramSize.value,
      maxNewTokens: write.maxNewTokens.value,
      ...(write.minP.value > 0 && { minP: write.minP.value }),
      ...(write.repetitionPenalty.value !== 1 && {
        repetitionPenalty: write.repetitionPenalty.value,
      }),
      ...(stopWords.length > 0 && { stopWords }),
      ...(write.copies.value > 1 && { copies: write.copies.value }),
    };
  }

  #paintRequest(prompt: string, seed: number): PaintRequest {
    const { paint, explain, begun } = this;
    return {
      family: 'dalle',
      prompt,
      seed,
      explain,
      temperature: paint.temperature.value,
      topK: paint.topK.value,
      guidance: paint.guidance.value,
      ...(paint.copies.value > 1 && { copies: paint.copies.value }),
      ...(begun.length > 0 && { begun }),
    };
  }
}

function asItIs(text: string): string {
  return text;
}
