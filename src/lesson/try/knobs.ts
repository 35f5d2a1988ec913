import type { DreamRequest, Family, WriteRequest } from '../../core/run.ts';
import type { Range } from '../../state/knob.svelte.ts';

/** What can be turned in Try it, in this order. */
export const knobNames = ['temperature', 'guidance', 'steps', 'seed', 'word'] as const;
export type KnobName = (typeof knobNames)[number];

/** The three answers to "what will it do?". */
export const guesses = ['first', 'second', 'third'] as const;
export type Guess = (typeof guesses)[number];

export interface NumberKnob {
  family: Exclude<Family, 'dalle'>;
  range: Range;
  /** Where it is turned to first: far from where most runs are. */
  turned: (now: number) => number;
}

export const numberKnobs: Readonly<Record<Exclude<KnobName, 'word'>, NumberKnob>> = {
  temperature: {
    family: 'gpt2',
    range: { min: 0, max: 2, step: 0.1 },
    turned: (now) => (now < 1.2 ? 1.8 : 0.2),
  },
  guidance: {
    family: 'diffusion',
    range: { min: 1, max: 12, step: 0.5 },
    turned: (now) => (now < 6 ? 10 : 1),
  },
  steps: {
    family: 'diffusion',
    range: { min: 1, max: 30, step: 1 },
    turned: (now) => (now > 8 ? 4 : 20),
  },
  seed: {
    family: 'diffusion',
    range: { min: 0, max: 100, step: 1 },
    turned: (now) => (now + 1) % 101,
  },
};

/** The model on which a knob is tried. */
export function familyOf(knob: KnobName): Family {
  return knob === 'word' ? 'diffusion' : numberKnobs[knob].family;
}

/** The request with one number turned, all else as it was. */
export function turnedWrite(request: WriteRequest, temperature: number): WriteRequest {
  return { ...request, temperature };
}

export function turnedDream(
  request: DreamRequest,
  knob: 'guidance' | 'steps' | 'seed',
  value: number,
): DreamRequest {
  return { ...request, [knob]: value };
}

/** A prompt with the word at a place exchanged; all else stays as it was typed. */
export function exchanged(
  prompt: string,
  word: { start: number; end: number },
  other: string,
): string {
  return prompt.slice(0, word.start) + other.trim() + prompt.slice(word.end);
}
