import { nearestKin, wordOfEmoji } from './families.ts';
import {
  clip,
  editDistance,
  longestPrompt,
  readPrompt,
  type PromptNote,
  type Reading,
} from './lexicon.ts';
import { sceneText, type Scene, type SceneThing } from './sceneText.ts';
import { plain, usualForm, type Meaning, type SpokenWorld } from './speech.ts';
import type { World } from './world.ts';

const tokenPattern = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}\p{M}*/gu;

const digits: Readonly<Record<string, string>> = { '2': 'two', '3': 'three' };

/** What a piece of a prompt stands for; null where the language or the world does not know it. */
interface Piece {
  written: string;
  meaning: Meaning | null;
}

/** Whether a meaning is of something that can be seen. */
function isPicture({ kind }: Meaning): boolean {
  return kind !== 'quiet' && kind !== 'several' && kind !== 'relation';
}

/** Whether a piece is a word of the world. */
function isKnown({ meaning }: Piece): boolean {
  return meaning !== null && isPicture(meaning);
}

/** Whether the world has what a meaning names. */
function isOfWorld(world: World, meaning: Meaning): boolean {
  switch (meaning.kind) {
    case 'thing':
      return world.objects.some(({ name }) => name === meaning.name);
    case 'place':
      return world.places.some(({ name }) => name === meaning.name);
    case 'light':
      return world.lights.includes(meaning.name);
    case 'colour':
      return world.colours.includes(meaning.name);
    case 'count':
      return world.counts.includes(meaning.name);
    case 'verb':
      return world.words.has(meaning.name);
    case 'relation':
      return world.relations.includes(meaning.name);
    case 'several':
    case 'quiet':
      return true;
    case 'kin':
      return false;
  }
}

/** What a single token stands for without the language's help: a digit, an emoji. */
function plainSign(token: string): Meaning | null {
  if (token === '1') return { kind: 'quiet' };
  const count = digits[token];
  if (count !== undefined) return { kind: 'count', name: count };
  const name = wordOfEmoji(token);
  return name === null ? null : { kind: 'thing', name, many: false };
}

/** The longest forms that the tokens make, in order. */
function piecesOf(world: World, speech: SpokenWorld, text: string): Piece[] {
  const tokens = Array.from(text.matchAll(tokenPattern), ([token]) => token);
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length;) {
    const { words, meaning } = pieceAt(speech, tokens, at);
    const written = tokens
      .slice(at, at + words)
      .join(' ')
      .toLowerCase();
    pieces.push({ written, meaning: meaningIn(world, meaning) });
    at += words;
  }
  return pieces;
}

/** A meaning as the world has it: what it lacks is unknown, but a relation it lacks is passed over. */
function meaningIn(world: World, meaning: Meaning | null): Meaning | null {
  if (meaning === null || isOfWorld(world, meaning)) return meaning;
  return meaning.kind === 'relation' ? { kind: 'quiet' } : null;
}

function pieceAt(
  speech: SpokenWorld,
  tokens: readonly string[],
  at: number,
): { words: number; meaning: Meaning | null } {
  for (let words = Math.min(speech.longest, tokens.length - at); words > 0; words--) {
    const form = speech.forms.get(plain(tokens.slice(at, at + words).join(' ')));
    if (form !== undefined) return { words, meaning: form.meaning };
  }
  return { words: 1, meaning: plainSign(tokens[at] ?? '') };
}

/** Puts a scene together, word by word: colours and verbs go to the thing they follow, counts to the next. */
class SceneReader {
  readonly things: SceneThing[] = [];
  #place: string | null = null;
  #light: string | null = null;
  /** Said before the thing they belong to. */
  #colour: string | null = null;
  #count: string | null = null;
  #verb: string | null = null;
  #relation: string | null = null;
  #isMany = false;
  /** A colour after a place is the place's, which the models do not paint. */
  #isAtPlace = false;

  get scene(): Scene {
    const loose = [this.#count, this.#colour, this.#verb].filter((word) => word !== null);
    return { things: this.things, place: this.#place, light: this.#light, loose };
  }

  take(meaning: Meaning): void {
    switch (meaning.kind) {
      case 'thing':
        this.#thing(meaning.name, meaning.many);
        return;
      case 'place':
        this.#place ??= meaning.name;
        this.#isAtPlace = true;
        this.#isMany = false;
        // "sobre la nieve": where it is, and not what it is on.
        this.#relation = null;
        return;
      case 'light':
        this.#light ??= meaning.name;
        return;
      case 'colour':
        this.#paint(meaning.name);
        return;
      case 'count':
        this.#count = meaning.name;
        return;
      case 'verb':
        this.#act(meaning.name);
        return;
      case 'relation':
        // "y a la izquierda": the closer word of the two.
        if (meaning.name !== 'and' || this.#relation === null) this.#relation = meaning.name;
        return;
      case 'several':
        this.#isMany = true;
        return;
      case 'quiet':
      case 'kin':
        return;
    }
  }

  #thing(name: string, many: boolean): void {
    const count = this.#count;
    const relation = this.things.length === 0 ? null : (this.#relation ?? 'and');
    this.things.push({
      name,
      many: many || this.#isMany || count !== null,
      count,
      colour: this.#colour,
      verb: this.#verb,
      relation,
    });
    this.#colour = this.#count = this.#verb = this.#relation = null;
    this.#isAtPlace = this.#isMany = false;
  }

  #paint(colour: string): void {
    if (this.#isAtPlace) return;
    const thing = this.things.at(-1);
    if (thing === undefined) this.#colour ??= colour;
    else thing.colour ??= colour;
  }

  #act(verb: string): void {
    const thing = this.things.at(-1);
    if (thing === undefined) this.#verb ??= verb;
    else thing.verb ??= verb;
  }
}

/** The nearest the language can say: by the kinship of what the word means, then by spelling. */
function nearestSaid(world: World, speech: SpokenWorld, written: string): string | null {
  const isSaid = (name: string): boolean => meaningNamed(world, speech, name) !== null;
  if (/^\p{N}+$/u.test(written)) return said(world, speech, nearestKin('ten', isSaid), false);
  const { english, many } = foreignName(speech, written);
  if (english !== null) {
    const kin = said(world, speech, nearestKin(english, isSaid), many);
    if (kin !== null) return kin;
  }
  return nearestSpelling(world, speech, plain(written));
}

/** The English name of what the world lacks, in the singular or the plural as it was written. */
function foreignName(
  speech: SpokenWorld,
  written: string,
): { english: string | null; many: boolean } {
  const word = plain(written);
  for (const [ending, many] of [
    ['', false],
    ['s', true],
    ['x', true],
    ['es', true],
  ] as const) {
    const form = word.endsWith(ending) ? word.slice(0, word.length - ending.length) : '';
    const meaning = speech.forms.get(form)?.meaning;
    if (meaning?.kind === 'thing') return { english: meaning.name, many: many || meaning.many };
    if (meaning?.kind === 'kin' || meaning?.kind === 'place')
      return { english: meaning.name, many };
  }
  return { english: wordOfEmoji(written), many: false };
}

function meaningNamed(world: World, speech: SpokenWorld, name: string): string | null {
  const isKnown =
    world.objects.some((object) => object.name === name) ||
    world.places.some((place) => place.name === name) ||
    [...world.lights, ...world.colours, ...world.counts].includes(name);
  return isKnown ? usualForm(speech, name) : null;
}

function said(
  world: World,
  speech: SpokenWorld,
  name: string | null,
  many: boolean,
): string | null {
  if (name === null || meaningNamed(world, speech, name) === null) return null;
  return usualForm(speech, name, many);
}

/** The form with the fewest wrong letters, at most one in three. */
function nearestSpelling(world: World, speech: SpokenWorld, word: string): string | null {
  const limit = Math.floor(word.length / 3);
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const [form, { written, meaning }] of limit === 0 ? [] : speech.forms) {
    if (!isPicture(meaning) || !isOfWorld(world, meaning)) continue;
    const distance = editDistance(word, form, limit);
    if (distance < bestDistance) [best, bestDistance] = [written, distance];
  }
  return best;
}

/**
 * Reads a prompt in a language of its own into the English that the models know: word order, number and
 * articles as the captions have them; words the world lacks are told and left out.
 */
export function readSpeech(world: World, speech: SpokenWorld, prompt: string): Reading {
  const text = clip(prompt);
  const reader = new SceneReader();
  const unknown = new Map<string, string | null>();
  const pieces = piecesOf(world, speech, text);
  const known = pieces.filter(isKnown).length;
  for (const { written, meaning } of pieces) {
    if (meaning === null) unknown.set(written, nearestSaid(world, speech, written));
    else reader.take(meaning);
  }
  const scene = sceneText(world, reader.scene);
  const notes: PromptNote[] = [];
  if (prompt.trim().length > longestPrompt) notes.push({ kind: 'long', characters: longestPrompt });
  for (const [word, nearest] of unknown) notes.push({ kind: 'unknown', word, nearest });
  if (known === 0) notes.push({ kind: 'noneKnown' });
  return { spoken: scene === '' ? text : scene, notes, known, language: speech.speech.code };
}

const letter = '[\\p{L}\\p{M}\\p{N}]';

function withCase(like: string, word: string): string {
  const isCapital = /^\p{Lu}/u.test(like);
  return isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** An article's letters alone: "l" of "l’". */
function bare(article: string): string {
  return plain(article).replace(/[^a-z]/g, '');
}

/** The article that a word takes instead of another; null where the other is no article. */
function articleFor({ speech, forms }: SpokenWorld, article: string, word: string): string | null {
  const row = speech.articles.find((row) => row.some((one) => bare(one) === bare(article)));
  const meaning = forms.get(plain(word))?.meaning;
  if (row === undefined || meaning?.kind !== 'thing' || meaning.many) return null;
  const [masculine, feminine, elided] = row;
  if (speech.elided.includes(meaning.name)) return elided;
  return `${speech.feminine.includes(meaning.name) ? feminine : masculine} `;
}

/** The prompt with every `written` replaced by `nearest`, its capital kept and its article put right. */
export function replaceSaid(
  speech: SpokenWorld,
  prompt: string,
  written: string,
  nearest: string,
): string {
  const words = written.split(' ').map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, '\\$&'));
  const phrase = words.join(`(?!${letter}).{1,3}`);
  const pattern = new RegExp(`(?<!${letter})(?:(\\p{L}+)([ '’]))?(${phrase})(?!${letter})`, 'giu');
  return prompt.replace(
    pattern,
    (_, article: string | undefined, gap: string | undefined, word: string) => {
      const said = withCase(word, nearest);
      if (article === undefined) return said;
      const put = articleFor(speech, article, nearest);
      return put === null ? `${article}${gap ?? ''}${said}` : `${withCase(article, put)}${said}`;
    },
  );
}

function placeIn(order: readonly string[], code: string): number {
  const place = order.indexOf(code);
  return place < 0 ? order.length : place;
}

/**
 * Reads a prompt in whichever language knows the most of its words; among equals the first of `order`,
 * codes with "en" among them, counts.
 */
export function readInAny(
  world: World | null,
  speeches: readonly SpokenWorld[],
  order: readonly string[],
  prompt: string,
): Reading {
  const english = readPrompt(world, prompt);
  if (world === null || english.spoken === '') return english;
  const text = clip(prompt);
  const [best] = [
    { code: 'en', known: english.known, speech: null },
    ...speeches.map((speech) => ({
      code: speech.speech.code,
      known: piecesOf(world, speech, text).filter(isKnown).length,
      speech,
    })),
  ].sort((a, b) => b.known - a.known || placeIn(order, a.code) - placeIn(order, b.code));
  const speech = best?.speech ?? null;
  return speech === null ? english : readSpeech(world, speech, prompt);
}
