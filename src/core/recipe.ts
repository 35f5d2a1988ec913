import type { DreamRequest, PaintRequest, SamplerName, Toward, WriteRequest } from './run.ts';

/** What makes a run again: prompt and seed, and as many of the settings as are known. */
export interface Recipe {
  prompt: string;
  /** Whole, in [0, 2^32 - 1]. */
  seed: number;
  write: {
    temperature?: number;
    topK?: number;
    topP?: number;
    maxNewTokens?: number;
    minP?: number;
    repetitionPenalty?: number;
    noRepeatNgramSize?: number;
    stopWords?: readonly string[];
    copies?: number;
  };
  paint: {
    temperature?: number;
    topK?: number;
    guidance?: number;
    copies?: number;
    begun?: readonly number[];
  };
  dream: {
    steps?: number;
    guidance?: number;
    guidedShare?: number;
    sampler?: SamplerName;
    negative?: string;
    /** Of a picture to begin with, which no recipe holds. */
    strength?: number;
    toward?: Toward;
    turn?: { step: number; prompt: string };
  };
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
    write: known({
      temperature: gpt2.temperature,
      topK: gpt2.topK,
      topP: gpt2.topP,
      maxNewTokens: gpt2.maxNewTokens,
      minP: gpt2.minP,
      repetitionPenalty: gpt2.repetitionPenalty,
      noRepeatNgramSize: gpt2.noRepeatNgramSize,
      stopWords: gpt2.stopWords,
      copies: gpt2.copies,
    }),
    paint: known({
      temperature: dalle.temperature,
      topK: dalle.topK,
      guidance: dalle.guidance,
      copies: dalle.copies,
      begun: dalle.begun,
    }),
    dream: known({
      steps: diffusion.steps,
      guidance: diffusion.guidance,
      guidedShare: diffusion.guidedShare,
      sampler: diffusion.sampler,
      negative: diffusion.negative,
      strength: diffusion.start?.strength,
      toward: diffusion.toward,
      turn: diffusion.turn,
    }),
  };
}

/** A record without what is not there. */
export type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined. */
export function known<T extends object>(record: T): Known<T> {
  const kept = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Known<T>;
}
