import type { Recipe } from '../core/recipe.ts';
import type { Settings } from './settings.svelte.ts';

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
    }
  }
  if (recipe.dream.sampler !== undefined) settings.sampler = recipe.dream.sampler;
}
