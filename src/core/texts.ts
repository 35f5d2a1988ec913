import type { Recipe } from './recipe.ts';
import type { Recording } from './recording.ts';
import type { RunEvent, RunRequest } from './run.ts';

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

/** What a recorded run would show beside its requests. */
export interface Shown {
  /** Whole texts that were written, as their tokens and as results say them. */
  stories: readonly string[];
  /** Single tokens: those that were not chosen, those of a lens. */
  pieces: readonly string[];
  /** For each model its prompt, and that again as the tokens that it was cut into. */
  prompts: readonly { prompt: string; tokens: readonly string[] }[];
  /** Names of stages, tensors, element types and classes. */
  names: readonly string[];
}

/** All texts in the events of a recording; pictures say nothing. */
export function shownBy({ takes, requests }: Recording): Shown {
  const written = new Map<number, string>();
  const shown = {
    stories: [] as string[],
    pieces: [] as string[],
    prompts: [] as Shown['prompts'][number][],
    names: [] as string[],
  };
  const add = (event: RunEvent): void => {
    switch (event.type) {
      case 'started': {
        const tokens = event.promptTokens.map(({ text }) => text);
        shown.prompts.push({ prompt: requests[event.family].prompt, tokens });
        return;
      }
      case 'token':
        written.set(event.copy ?? 0, (written.get(event.copy ?? 0) ?? '') + event.text);
        shown.pieces.push(event.text, ...event.candidates.map(({ text }) => text));
        return;
      case 'stage':
        shown.names.push(event.stage);
        for (const { name, type } of [...event.inputs, ...event.outputs])
          shown.names.push(name, type);
        return;
      case 'done':
        if (event.result.kind === 'text')
          shown.stories.push(event.result.text, ...(event.result.others ?? []));
        return;
      case 'explain':
        if (event.kind === 'canvas') shown.names.push(...event.classNames);
        if (event.kind !== 'tokens') return;
        for (const { texts, lens } of event.glimpses)
          shown.pieces.push(...texts, ...lens.flat().map(({ text }) => text));
        return;
      case 'loading':
      case 'code':
      case 'row':
      case 'step':
        return;
    }
  };
  for (const take of Object.values(takes)) for (const { event } of take.events) add(event);
  return { ...shown, stories: [...shown.stories, ...written.values()] };
}

function given(texts: readonly (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined);
}
