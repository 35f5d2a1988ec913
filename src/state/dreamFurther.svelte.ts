import { why } from '../core/detail.ts';
import { Failure, toFailure } from '../core/failure.ts';
import type { Recipe } from '../core/recipe.ts';
import type { DreamRequest, Pixels, StartPicture, Toward } from '../core/run.ts';
import { stepsWalked } from '../core/samplers/walk.ts';
import { parseSeeds } from '../core/seedList.ts';
import { Knob } from './knob.svelte.ts';

type Part = Pick<DreamRequest, 'negative' | 'start' | 'toward' | 'turn'>;

/** What is wrong with one seed as it was typed; null where nothing is, or nothing was typed. */
export function seedFault(typed: string): Failure | null {
  try {
    const { length } = parseSeeds(typed, 1);
    if (length > 0 && !/^\d+$/.test(typed.trim()))
      throw new Failure('badInput', why('seedListOdd', typed));
    return null;
  } catch (thrown) {
    return toFailure(thrown);
  }
}

/** What can be asked of Stable Diffusion beyond the prompt: texts are kept as they were typed. */
export class DreamFurther {
  /** What shall not be in the picture. */
  negative = $state('');
  /** A picture to begin with; it stays on this machine. */
  picture = $state.raw<Pixels | null>(null);
  /** White where the picture is made anew; null for all of it. */
  mask = $state.raw<Pixels | null>(null);
  readonly strength = new Knob({ min: 0.1, max: 1, step: 0.05 }, 0.6);
  towardPrompt = $state('');
  /** A seed as it was typed: whole, in [0, 2^32 - 1]; anything else is none. */
  towardSeed = $state('');
  readonly share = new Knob({ min: 0, max: 1, step: 0.05 }, 0.5);
  turnPrompt = $state('');
  readonly turnStep = new Knob({ min: 0, max: 49, step: 1, utmost: 999 }, 8);

  /** Whether anything of it is asked for. */
  get isUsed(): boolean {
    const texts = [this.negative, this.towardPrompt, this.towardSeed, this.turnPrompt];
    return this.picture !== null || texts.some((text) => text.trim() !== '');
  }

  /** Begins the next pictures with this one. */
  begin(picture: Pixels): void {
    this.picture = picture;
    this.mask = null;
  }

  /** Begins in pure noise again. */
  forgetPicture(): void {
    this.picture = null;
    this.mask = null;
  }

  /** Back to a plain run. */
  clear(): void {
    this.forgetPicture();
    this.negative = '';
    this.towardPrompt = '';
    this.towardSeed = '';
    this.turnPrompt = '';
  }

  /** The part of a request of `steps` steps; what is not asked for is left out. */
  part(speak: (text: string) => string, steps: number): Part {
    const negative = speak(this.negative).trim();
    const start = this.#start();
    const toward = this.#toward(speak);
    const turn = this.#turn(speak, stepsWalked(steps, start?.strength ?? 1));
    return {
      ...(negative !== '' && { negative }),
      ...(start !== null && { start }),
      ...(toward !== null && { toward }),
      ...(turn !== null && { turn }),
    };
  }

  /** Takes what a recipe says; what it does not name is not asked for. */
  fill({ negative = '', strength, toward, turn }: Recipe['dream']): void {
    this.clear();
    this.negative = negative;
    if (strength !== undefined) this.strength.value = strength;
    this.towardPrompt = toward?.prompt ?? '';
    this.towardSeed = toward?.seed?.toString() ?? '';
    if (toward !== undefined) this.share.value = toward.share;
    this.turnPrompt = turn?.prompt ?? '';
    if (turn !== undefined) this.turnStep.value = turn.step;
  }

  #start(): StartPicture | null {
    if (this.picture === null) return null;
    const mask = this.mask === null ? {} : { mask: this.mask };
    return { picture: this.picture, strength: this.strength.value, ...mask };
  }

  #toward(speak: (text: string) => string): Toward | null {
    const prompt = speak(this.towardPrompt).trim();
    const isSeed = this.towardSeed.trim() !== '' && seedFault(this.towardSeed) === null;
    if (prompt === '' && !isSeed) return null;
    return {
      ...(prompt !== '' && { prompt }),
      ...(isSeed && { seed: Number(this.towardSeed) }),
      share: this.share.value,
    };
  }

  /** `steps`: those that are walked; from a picture they are fewer. */
  #turn(speak: (text: string) => string, steps: number): { step: number; prompt: string } | null {
    const prompt = speak(this.turnPrompt).trim();
    if (prompt === '' || steps === 0) return null;
    return { step: Math.min(this.turnStep.value, steps - 1), prompt };
  }
}
