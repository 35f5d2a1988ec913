import { withArticle } from './article.ts';
import { nearestKin, wordOfEmoji } from './families.ts';
import type { World, WorldObject } from './world.ts';

/** The page hands the models at most this many characters of a prompt. */
export const longestPrompt = 240;

/** Something to tell the person about a prompt; none of them but `empty` keeps a run from starting. */
export type PromptNote =
  | { kind: 'empty' }
  | { kind: 'long'; characters: number }
  | { kind: 'unknown'; word: string; nearest: string | null }
  | { kind: 'noneKnown' };

/** A prompt as the models will read it, and what to say about it. */
export interface Reading {
  /** At most `longestPrompt` characters; plurals, synonyms and digits said in the world's own words. */
  spoken: string;
  notes: readonly PromptNote[];
  /** How many of its words the world knows. */
  known: number;
  /** The code of the language it was read in. */
  language: string;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?|\p{Extended_Pictographic}\p{M}*/gu;

/** Words that carry no picture: they are passed over without a remark. */
const quietWords = new Set(
  (
    'a an the this that these those my your his her its our their some is are was were be being to of in on at by for ' +
    'with and or from into onto very really so there it i you he she we they me please draw paint show make picture ' +
    'image photo drawing painting one out up down while has have who which sits stands lies scene just some see want ' +
    'here look'
  ).split(' '),
);

const digits: Record<string, string> = { '1': 'one', '2': 'two', '3': 'three', '4': 'four' };

function knows(world: World, phrase: string): boolean {
  return phrase.split(' ').every((word) => world.words.has(word));
}

function singularsOf(word: string): string[] {
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`];
  if (word.endsWith('es')) return [word.slice(0, -1), word.slice(0, -2)];
  return word.endsWith('s') && !word.endsWith('ss') ? [word.slice(0, -1)] : [];
}

function isSynonym(object: WorldObject, word: string): boolean {
  return object.synonyms.includes(word);
}

/** The world's own way of saying an unlisted form of a word it knows: a synonym, a plural, a digit; else null. */
function sameThing(world: World, word: string): string | null {
  const number = digits[word];
  if (number !== undefined && world.words.has(number)) return number;
  if (word === '1') return 'a';
  for (const object of world.objects) {
    if (isSynonym(object, word)) return object.name;
    if (word === object.plural) return object.name;
    if (singularsOf(word).some((single) => isSynonym(object, single))) {
      return knows(world, object.plural) ? object.plural : object.name;
    }
  }
  return singularsOf(word).find((single) => world.words.has(single)) ?? null;
}

/** Levenshtein distance, given up (as `limit + 1`) once it is above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

function thingsOf(world: World): string[] {
  return [
    ...world.objects.flatMap((object) => [object.name, ...object.synonyms]),
    ...world.places.map((place) => place.name),
    ...world.lights,
    ...world.colours,
    ...world.counts,
  ].filter((thing) => knows(world, thing));
}

/** The known thing with the fewest wrong letters, at most one in three; null where none is near. */
function nearestSpelling(world: World, word: string): string | null {
  const limit = Math.floor(word.length / 3);
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const thing of limit === 0 ? [] : thingsOf(world)) {
    const distance = editDistance(word, thing, limit);
    if (distance < bestDistance) [best, bestDistance] = [thing, distance];
  }
  return best;
}

/** A synonym's object by its first name; any other word as it is. */
function named(world: World, word: string): string {
  return world.objects.find((object) => isSynonym(object, word))?.name ?? word;
}

function pluralised(world: World, thing: string): string {
  const object = world.objects.find(({ name }) => name === thing);
  return object !== undefined && knows(world, object.plural) ? object.plural : thing;
}

/** The nearest word the world knows: by kinship, then by spelling, in the singular or the plural as asked. */
function nearestKnown(world: World, word: string): string | null {
  const isKnown = (other: string): boolean => knows(world, other);
  const drawn = wordOfEmoji(word);
  if (drawn !== null) return isKnown(drawn) ? drawn : nearestKin(drawn, isKnown);
  if (/^\p{N}+$/u.test(word)) return nearestKin('ten', isKnown);
  const kin = nearestKin(word, isKnown);
  if (kin !== null) return named(world, kin);
  for (const single of singularsOf(word)) {
    const nearest = nearestKin(single, isKnown);
    if (nearest !== null) return pluralised(world, named(world, nearest));
  }
  return nearestSpelling(world, word);
}

/** At most `longestPrompt` characters of a prompt, cut at a word, its spaces made single. */
export function clip(prompt: string): string {
  const clean = prompt.replace(/\s+/gu, ' ').trim();
  if (clean.length <= longestPrompt) return clean;
  const cut = clean.slice(0, longestPrompt + 1);
  const end = cut.lastIndexOf(' ');
  // An unbroken text is cut between code points: half a surrogate pair is no character.
  return end > 0
    ? cut.slice(0, end)
    : Array.from(cut).slice(0, -1).join('').slice(0, longestPrompt);
}

/** Reads an English prompt as the models will; without a world (its file is missing) every word passes. */
export function readPrompt(world: World | null, prompt: string): Reading {
  const text = clip(prompt);
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) {
    return { spoken: '', notes: [{ kind: 'empty' }], known: 0, language: 'en' };
  }
  const notes: PromptNote[] = [];
  if (prompt.trim().length > longestPrompt) notes.push({ kind: 'long', characters: longestPrompt });
  if (world === null) return { spoken: text, notes, known: 0, language: 'en' };

  const unknown = new Map<string, string | null>();
  let known = 0;
  const spoken = text.replace(wordPattern, (written) => {
    const word = written.toLowerCase();
    if (quietWords.has(word)) return written;
    const same = world.words.has(word) ? written : sameThing(world, word);
    if (same === null) unknown.set(word, nearestKnown(world, word));
    else known++;
    return same ?? written;
  });
  for (const [word, nearest] of unknown) notes.push({ kind: 'unknown', word, nearest });
  if (known === 0) notes.push({ kind: 'noneKnown' });
  return { spoken, notes, known, language: 'en' };
}

/** Whether every word is one that the world can draw, or carries no picture. */
export function isOfWorld(world: World, text: string): boolean {
  return readPrompt(world, text).notes.every(
    ({ kind }) => kind === 'empty' || kind === 'noneKnown',
  );
}

function withCase(like: string, word: string): string {
  const first = like[0] ?? '';
  return first !== first.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** The prompt with every `word` replaced by `nearest`, its capital kept and "a" or "an" put right. */
export function replaceWord(prompt: string, word: string, nearest: string): string {
  const article = withArticle(nearest).split(' ')[0] ?? 'a';
  // A private-use mark says where the new word stands, so that only its own article is put right.
  const replaced = prompt.replace(wordPattern, (written) =>
    written.toLowerCase() === word ? `\uE000${withCase(written, nearest)}` : written,
  );
  return replaced
    .replace(/\b(an?) \uE000/giu, (_, written: string) => `${withCase(written, article)} \uE000`)
    .replaceAll('\uE000', '');
}
