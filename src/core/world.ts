/** What the models can draw, as training/world wrote it into models/world.json. */
export interface WorldObject {
  name: string;
  synonyms: readonly string[];
  plural: string;
  /** Whether it is drawn in any colour; a snowman is white. */
  colourable: boolean;
  /** Whether two or three can be asked for; books are many already. */
  counted: boolean;
  /** Its group on a picture keyboard; '' where the world has none. */
  group: string;
}

export interface WorldPlace {
  name: string;
  /** "on a beach". */
  phrase: string;
  /** Whether its light can be named. */
  lit: boolean;
  /** Whole phrases for the same place: "in the woods". */
  synonyms: readonly string[];
}

export interface World {
  objects: readonly WorldObject[];
  places: readonly WorldPlace[];
  lights: readonly string[];
  colours: readonly string[];
  counts: readonly string[];
  relations: readonly string[];
  /** Every word that the picture models' tokenizers know. */
  words: ReadonlySet<string>;
  suggestions: readonly string[];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((entry): entry is string => typeof entry === 'string');
}

function objectOf(value: unknown): WorldObject {
  const { name, synonyms, plural, colours, counted, group } = recordOf(value);
  const singular = textOf(name);
  return {
    name: singular,
    synonyms: textsOf(synonyms),
    plural: textOf(plural) || `${singular}s`,
    colourable: colours === true,
    counted: counted !== false,
    group: textOf(group),
  };
}

function placeOf(value: unknown): WorldPlace {
  const { name, phrase, lit, synonyms } = recordOf(value);
  return {
    name: textOf(name),
    phrase: textOf(phrase),
    lit: lit === true,
    synonyms: textsOf(synonyms),
  };
}

/** The parsed world, or null where the JSON is not one (no objects or no words). */
export function parseWorld(json: unknown): World | null {
  const raw = recordOf(json);
  const objects = listOf(raw['objects'])
    .map(objectOf)
    .filter((object) => object.name !== '');
  const words = textsOf(raw['words']).map((word) => word.toLowerCase());
  if (objects.length === 0 || words.length === 0) return null;
  return {
    objects,
    places: listOf(raw['places']).map(placeOf),
    lights: textsOf(raw['lights']),
    colours: textsOf(raw['colours']),
    counts: textsOf(raw['counts']),
    relations: textsOf(raw['relations']),
    words: new Set(words),
    suggestions: textsOf(raw['suggestions']),
  };
}
