import type { DreamRequest, PaintRequest, SamplerName, WriteRequest } from './run.ts';

/** What makes a run again: prompt and seed, and as many of the settings as are known. */
export interface Recipe {
  prompt: string;
  /** Whole, in [0, 2^32 - 1]. */
  seed: number;
  write: { temperature?: number; topK?: number; topP?: number; maxNewTokens?: number };
  paint: { temperature?: number; topK?: number; guidance?: number };
  dream: { steps?: number; guidance?: number; sampler?: SamplerName };
}

/** The recipe of a run that was asked for; `prompt` is as it was typed. */
export function recipeOf(
  prompt: string,
  requests: { gpt2: WriteRequest; dalle: PaintRequest; diffusion: DreamRequest },
): Recipe {
  const { gpt2, dalle, diffusion } = requests;
  return {
    prompt,
    seed: diffusion.seed,
    write: {
      temperature: gpt2.temperature,
      topK: gpt2.topK,
      topP: gpt2.topP,
      maxNewTokens: gpt2.maxNewTokens,
    },
    paint: { temperature: dalle.temperature, topK: dalle.topK, guidance: dalle.guidance },
    dream: {
      steps: diffusion.steps,
      guidance: diffusion.guidance,
      sampler: diffusion.sampler,
    },
  };
}
