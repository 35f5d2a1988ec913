import type { Recipe } from '../core/recipe.ts';
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

/** Sets the seed and every setting that a recipe knows; the others stay as they are. */
export function fillSettings(settings: Settings, recipe: Recipe): void {
  settings.seed.value = recipe.seed;
  const { write, paint, dream } = settings;
  for (const [knobs, values] of [
    [write, recipe.write],
    [paint, recipe.paint],
    [dream, recipe.dream],
  ] as const) {
    for (const [name, knob] of Object.entries(knobs)) {
      const value = (values as Record<string, unknown>)[name];
      if (typeof value === 'number') knob.value = value;
      else if (furtherKnobs.has(name)) knob.reset();
    }
  }
  settings.stopWords = recipe.write.stopWords?.join(', ') ?? '';
  settings.begun = recipe.paint.begun ?? [];
  settings.further.fill(recipe.dream);
  if (recipe.dream.sampler !== undefined) settings.sampler = recipe.dream.sampler;
}
