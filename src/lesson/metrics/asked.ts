import type { Findings, Found } from '../../core/findings.ts';
import type { World } from '../../core/world.ts';

/** A thing that a prompt asks for. */
export interface AskedThing {
  /** As the world calls it. */
  name: string;
  colour: string | null;
  /** At least this many; exactly, where the prompt counts. */
  count: number;
}

export interface Asked {
  things: readonly AskedThing[];
  place: string | null;
  light: string | null;
}

export type Check =
  | { kind: 'thing'; thing: AskedThing; seen: number; right: boolean }
  | { kind: 'place' | 'light'; name: string; seen: string; right: boolean };

const numbers: Readonly<Record<string, number>> = { two: 2, three: 3 };

/** What an English prompt of the world asks for. */
export function askedOf(world: World, prompt: string): Asked {
  const words: readonly string[] = prompt.toLowerCase().match(/[a-z]+/g) ?? [];
  const text = ` ${words.join(' ')} `;
  const places = world.places.filter(({ name, phrase, synonyms }) =>
    [name, phrase, ...synonyms].some((said) => text.includes(` ${said} `)),
  );
  return {
    things: thingsOf(world, words),
    place: places[0]?.name ?? null,
    light:
      places[0]?.lit === false
        ? null
        : (world.lights.find((light) => words.includes(light)) ?? null),
  };
}

/** The things named one after the other; the bear in "teddy bear" is none. */
function thingsOf(world: World, words: readonly string[]): AskedThing[] {
  const things: AskedThing[] = [];
  for (let at = 0; at < words.length; at++) {
    const thing = thingAt(world, words, at);
    if (thing === null) continue;
    things.push(thing);
    at += thing.name.split(' ').length - 1;
  }
  return things;
}

/** The thing whose name begins at a word, with the colour and number before it. */
function thingAt(world: World, words: readonly string[], at: number): AskedThing | null {
  const rest = `${words.slice(at).join(' ')} `;
  const begins = (name: string): boolean => rest.startsWith(`${name} `);
  const object = world.objects.find(({ name, plural, synonyms }) =>
    [name, plural, ...synonyms, ...synonyms.map((synonym) => `${synonym}s`)].some(begins),
  );
  if (object === undefined) return null;
  const before = words[at - 1] ?? '';
  const colour = world.colours.includes(before) ? before : null;
  const isPlural = begins(object.plural) && object.plural !== object.name;
  const counted = numbers[(colour === null ? before : words[at - 2]) ?? ''];
  return { name: object.name, colour, count: counted ?? (isPlural ? 2 : 1) };
}

/** Whether each thing asked for is among what was found. */
export function checksOf({ things, place, light }: Asked, findings: Findings): Check[] {
  const checks: Check[] = things.map((thing) => {
    const seen = findings.objects.filter((found) => fits(found, thing)).length;
    return { kind: 'thing', thing, seen, right: seen === thing.count };
  });
  if (place !== null) {
    checks.push({
      kind: 'place',
      name: place,
      seen: findings.place,
      right: findings.place === place,
    });
  }
  if (light !== null) {
    checks.push({
      kind: 'light',
      name: light,
      seen: findings.light,
      right: findings.light === light,
    });
  }
  return checks;
}

function fits(found: Found, { name, colour }: AskedThing): boolean {
  return found.name === name && (colour === null || found.colour === colour);
}
