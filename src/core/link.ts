import { why } from './detail.ts';
import { Failure } from './failure.ts';
import type { Recipe } from './recipe.ts';
import { samplerNames } from './run.ts';
import { amiss, list, number, oneOf, text, whole, type Schema } from './schema.ts';

/** Longest prompt that a link carries: longer addresses are cut by some mail programs. */
export const longestLinkedPrompt = 1500;

const decimal =
  (min: number, max: number): Schema<number> =>
  (value, where) => {
    const isDecimal = typeof value === 'string' && /^-?\d{1,10}(\.\d{1,10})?$/.test(value);
    return isDecimal ? number(min, max)(Number(value), where) : amiss(where, value);
  };

const integer =
  (min: number, max: number): Schema<number> =>
  (value, where) =>
    whole(min, max)(decimal(min, max)(value, where), where);

const phrase = text(longestLinkedPrompt);

/** Words with commas between them; a word itself has none. */
const wordList: Schema<string[]> = (value, where) =>
  list(text(200), 64)(phrase(value, where).split(','), where);

/** Numbers with dots between them. */
const numberList: Schema<number[]> = (value, where) =>
  list(integer(0, 0x7fff_ffff), 256)(phrase(value, where).split('.'), where);

/** Every setting that a link may carry: its name in the link, where it belongs, and what it may be. */
const settings = [
  ['steps', 'dream', 'steps', integer(1, 1000)],
  ['guidance', 'dream', 'guidance', decimal(0, 100)],
  ['sampler', 'dream', 'sampler', oneOf(samplerNames)],
  ['paint-temperature', 'paint', 'temperature', decimal(0, 100)],
  ['paint-top-k', 'paint', 'topK', integer(0, 1e6)],
  ['paint-guidance', 'paint', 'guidance', decimal(0, 100)],
  ['write-temperature', 'write', 'temperature', decimal(0, 100)],
  ['write-top-k', 'write', 'topK', integer(0, 1e6)],
  ['write-top-p', 'write', 'topP', decimal(0, 1)],
  ['write-tokens', 'write', 'maxNewTokens', integer(1, 4096)],
  ['write-min-p', 'write', 'minP', decimal(0, 1)],
  ['write-penalty', 'write', 'repetitionPenalty', decimal(0, 100)],
  ['write-no-repeat', 'write', 'noRepeatNgramSize', integer(0, 4096)],
  ['write-stop', 'write', 'stopWords', wordList],
  ['write-copies', 'write', 'copies', integer(1, 64)],
  ['paint-copies', 'paint', 'copies', integer(1, 64)],
  ['paint-begun', 'paint', 'begun', numberList],
  ['guided-share', 'dream', 'guidedShare', decimal(0, 1)],
  ['negative', 'dream', 'negative', phrase],
  ['strength', 'dream', 'strength', decimal(0, 1)],
] as const;

/** The fragment of a link to a run, with its "#": `#prompt=A+cat&seed=7&steps=20...`. */
export function fragmentOf(recipe: Recipe): string {
  const pairs = new URLSearchParams({
    prompt: recipe.prompt.slice(0, longestLinkedPrompt),
    seed: recipe.seed.toString(),
  });
  for (const [name, part, setting] of settings) {
    const value = (recipe[part] as Record<string, unknown>)[setting];
    if (value !== undefined) pairs.set(name, written(value));
  }
  const { toward, turn } = recipe.dream;
  for (const [name, value] of [
    ['toward', toward?.prompt],
    ['toward-seed', toward?.seed],
    ['share', toward?.share],
    ['turn', turn?.prompt],
    ['turn-step', turn?.step],
  ] as const) {
    if (value !== undefined) pairs.set(name, value.toString());
  }
  return `#${pairs.toString()}`;
}

/**
 * The recipe in a fragment; null where the fragment is none of ours (it has no prompt). A name that is
 * unknown or comes twice, or a value out of its range, is an `unreadable` Failure that says which.
 */
export function recipeOfFragment(fragment: string): Recipe | null {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!pairs.has('prompt')) return null;
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (values.has(name)) throw new Failure('unreadable', why('linkTwice', shown(name)));
    values.set(name, value);
  }
  const take = (name: string): string | undefined => {
    const value = values.get(name);
    values.delete(name);
    return value;
  };
  const recipe: Recipe = {
    prompt: text(longestLinkedPrompt)(take('prompt'), 'prompt'),
    seed: integer(0, 0xffff_ffff)(take('seed'), 'seed'),
    write: {},
    paint: {},
    dream: {},
  };
  for (const [name, part, setting, schema] of settings) {
    const value = take(name);
    if (value !== undefined) Object.assign(recipe[part], { [setting]: schema(value, name) });
  }
  Object.assign(recipe.dream, waysOf(take));
  const stranger = values.keys().next().value;
  if (stranger !== undefined) {
    throw new Failure('unreadable', why('linkUnknown', shown(stranger)));
  }
  return recipe;
}

function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.join(typeof value[0] === 'number' ? '.' : ',');
}

/** The way to another prompt or seed, and the turn to another prompt, as far as the link has them. */
function waysOf(
  take: (name: string) => string | undefined,
): Pick<Recipe['dream'], 'toward' | 'turn'> {
  const [prompt, seed, share] = ['toward', 'toward-seed', 'share'].map(take);
  const [turn, step] = ['turn', 'turn-step'].map(take);
  return {
    ...(share !== undefined && {
      toward: {
        ...(prompt !== undefined && { prompt: phrase(prompt, 'toward') }),
        ...(seed !== undefined && { seed: integer(0, 0xffff_ffff)(seed, 'toward-seed') }),
        share: decimal(0, 1)(share, 'share'),
      },
    }),
    ...(turn !== undefined && {
      turn: { prompt: phrase(turn, 'turn'), step: integer(0, 1000)(step, 'turn-step') },
    }),
  };
}

function shown(name: string): string {
  return name.slice(0, 40);
}
