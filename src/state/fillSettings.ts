import type { Recipe } from '../core/recipe.ts';
import type { Knob } from './knob.svelte.ts';
import type { Settings } from './settings.svelte.ts';

/** What older recipes do not name was not asked for. */
const furtherKnobs = new Set([
  'topP',
  'minP',
  'repetitionPenalty',
  'noRepeatNgramSize',
  'copies',
  'guidedShare',
]);

/**
 * Sets the seed and every setting that a recipe knows; the others stay as they are, and so does all of a
 * model that it says nothing of, as a picture of the other models.
 */
export function fillSettings(settings: Settings, recipe: Recipe): void {
  const { seed, write, paint, dream } = recipe;
  settings.seed.value = seed;
  if (saysSomething(write)) {
    turn(settings.write, write);
    settings.stopWords = write.stopWords?.join(', ') ?? '';
  }
  if (saysSomething(paint)) {
    turn(settings.paint, paint);
    settings.begun = paint.begun ?? [];
  }
  if (saysSomething(dream)) {
    turn(settings.dream, dream);
    settings.further.fill(dream);
    if (dream.sampler !== undefined) settings.sampler = dream.sampler;
  }
}

function saysSomething(part: object): boolean {
  return Object.keys(part).length > 0;
}

function turn(knobs: Readonly<Record<string, Knob>>, values: Readonly<Record<string, unknown>>) {
  for (const [name, knob] of Object.entries(knobs)) {
    const value = values[name];
    if (typeof value === 'number') knob.value = value;
    else if (furtherKnobs.has(name)) knob.reset();
  }
}
