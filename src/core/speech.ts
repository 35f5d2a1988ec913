/**
 * How a language speaks of the world. Forms are separated by spaces, the usual one first; `_` joins the
 * words of one form. Everything is filed under the world's own English name.
 */
export interface WorldSpeech {
  /** The code of the language: "es". */
  code: string;
  /** Words that carry no picture: articles, prepositions, forms of "to be". */
  quiet: string;
  /** Articles that say that there are several: "des". */
  several: string;
  /** Articles before a thing, each as [masculine, feminine, before a vowel]. */
  articles: readonly (readonly [string, string, string])[];
  /** The objects whose usual name is feminine, and those that elide their article, by their English names. */
  feminine: readonly string[];
  elided: readonly string[];
  /** For each object how one is called, and how several are. */
  things: Readonly<Record<string, readonly [one: string, many: string]>>;
  places: Readonly<Record<string, string>>;
  lights: Readonly<Record<string, string>>;
  colours: Readonly<Record<string, string>>;
  counts: Readonly<Record<string, string>>;
  relations: Readonly<Record<string, string>>;
  verbs: Readonly<Record<string, string>>;
  /** Words for what the world lacks, by the English word whose kin families.ts knows. */
  kin: Readonly<Record<string, string>>;
  /** Sentences to offer. */
  suggestions: readonly string[];
}

/** What a word or phrase stands for, by its English name. */
export type Meaning =
  | { kind: 'thing'; name: string; many: boolean }
  | { kind: 'place' | 'light' | 'colour' | 'count' | 'relation' | 'verb' | 'kin'; name: string }
  | { kind: 'several' | 'quiet' };

/** A form as it is written, and what it stands for. */
export interface Form {
  written: string;
  meaning: Meaning;
}

/** A speech, ready to be looked up. */
export interface SpokenWorld {
  speech: WorldSpeech;
  /** By the plain form, see `plain`. */
  forms: ReadonlyMap<string, Form>;
  /** The most words of a form. */
  longest: number;
}

/** Lower case, without accents, with a straight apostrophe: how words are compared. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('’', "'");
}

function* formsOf(forms: string, meaning: Meaning): Generator<[string, Form]> {
  for (const form of forms.split(' ').filter((each) => each !== '')) {
    const written = form.replaceAll('_', ' ');
    yield [plain(written), { written, meaning }];
  }
}

function* allForms(speech: WorldSpeech): Generator<[string, Form]> {
  for (const [name, forms] of Object.entries(speech.kin))
    yield* formsOf(forms, { kind: 'kin', name });
  yield* formsOf(speech.quiet, { kind: 'quiet' });
  yield* formsOf(speech.several, { kind: 'several' });
  const kinds = [
    ['verb', speech.verbs],
    ['relation', speech.relations],
    ['count', speech.counts],
    ['colour', speech.colours],
    ['light', speech.lights],
    ['place', speech.places],
  ] as const;
  for (const [kind, entries] of kinds) {
    for (const [name, forms] of Object.entries(entries)) yield* formsOf(forms, { kind, name });
  }
  for (const [name, [one, many]] of Object.entries(speech.things)) {
    yield* formsOf(many, { kind: 'thing', name, many: true });
    yield* formsOf(one, { kind: 'thing', name, many: false });
  }
}

/** Makes a speech ready to be looked up; a word with two meanings keeps that of the later kind, things last. */
export function spokenWorld(speech: WorldSpeech): SpokenWorld {
  const forms = new Map(allForms(speech));
  const longest = Math.max(...Array.from(forms.keys(), (form) => form.split(' ').length));
  return { speech, forms, longest };
}

/** How a meaning is usually said; null where this language has no word for it. */
export function usualForm({ forms }: SpokenWorld, name: string, many = false): string | null {
  let found: string | null = null;
  for (const { written, meaning } of forms.values()) {
    if (!('name' in meaning) || meaning.kind === 'kin' || meaning.name !== name) continue;
    if (meaning.kind !== 'thing' || meaning.many === many) return written;
    found ??= written;
  }
  return found;
}
