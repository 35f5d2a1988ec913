import type { Recipe } from './recipe.ts';
import type { RunRequest } from './run.ts';

/** Every text of a request that a model is given. */
export function textsOf(request: RunRequest): string[] {
  if (request.family !== 'diffusion') return [request.prompt];
  const { prompt, negative, toward, turn } = request;
  return given([prompt, negative, toward?.prompt, turn?.prompt]);
}

/** Every text that a recipe would put into the settings beside its prompt. */
export function furtherTextsOf({ write, dream }: Recipe): string[] {
  const { negative, toward, turn } = dream;
  return given([negative, toward?.prompt, turn?.prompt, ...(write.stopWords ?? [])]);
}

function given(texts: readonly (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined);
}
