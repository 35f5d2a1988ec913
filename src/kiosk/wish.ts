import { withArticle } from '../core/article.ts';
import type { World, WorldObject, WorldPlace } from '../core/world.ts';

/** What a visitor asks for with the picture keyboard: always something the models can draw. */
export interface Wish {
  object: string;
  /** One to three. */
  count: number;
  /** Null leaves the colour to the models. */
  colour: string | null;
  place: string;
  /** Null leaves the light to the models. */
  light: string | null;
}

/** The keys of one kind; each kind is one part of the sentence. */
export const slots = ['object', 'count', 'colour', 'place', 'light'] as const;
export type Slot = (typeof slots)[number];

const countWords: Record<number, string> = { 2: 'two', 3: 'three' };

/** How many of a thing can be asked for in this world: 1, and each number it has a word for. */
export function countsOf(world: World, thing: string): number[] {
  const object = world.objects.find(({ name }) => name === thing);
  if (object?.counted === false) return [1];
  const more = [2, 3].filter((count) => world.counts.includes(countWords[count] ?? ''));
  return [1, ...more];
}

/** The wish with every part that this world cannot draw left out or put right. */
export function possible(world: World, wish: Wish): Wish {
  const object = world.objects.find(({ name }) => name === wish.object) ?? world.objects[0];
  const place = world.places.find(({ name }) => name === wish.place) ?? world.places[0];
  if (object === undefined || place === undefined) throw new Error('This world is empty.');
  const { colour, light, count } = wish;
  return {
    object: object.name,
    count: countsOf(world, object.name).includes(count) ? count : 1,
    colour: colour !== null && object.colourable && world.colours.includes(colour) ? colour : null,
    place: place.name,
    light: light !== null && place.lit && world.lights.includes(light) ? light : null,
  };
}

/** The sentence that the models read: "Two red cats on a sunny windowsill". The wish must be `possible`. */
export function promptOf(world: World, wish: Wish): string {
  const object = world.objects.find(({ name }) => name === wish.object);
  const place = world.places.find(({ name }) => name === wish.place);
  if (object === undefined || place === undefined) throw new Error(`No ${wish.object} here.`);
  const number = countWords[wish.count];
  const thing = number === undefined ? object.name : object.plural;
  const named = wish.colour === null ? thing : `${wish.colour} ${thing}`;
  const said = number === undefined ? withArticle(named) : `${number} ${named}`;
  const sentence = `${said} ${lit(place, wish.light)}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The wish that a sentence says; null for every sentence that the picture keyboard cannot make. */
export function wishOf(world: World, prompt: string): Wish | null {
  const said = prompt.toLowerCase().split(' ');
  const among = (names: readonly string[]) => names.find((name) => said.includes(name)) ?? null;
  const [colour, light] = [among(world.colours), among(world.lights)];
  const count = [2, 3].find((many) => said.includes(countWords[many] ?? '')) ?? 1;
  const wishes = world.objects.flatMap(({ name: object }) =>
    world.places.map(({ name: place }) => possible(world, { object, count, colour, place, light })),
  );
  return wishes.find((wish) => promptOf(world, wish) === prompt) ?? null;
}

/** "on a beach" in the light of a sunset: "on a sunset beach", as the models' captions say it. */
function lit({ phrase }: WorldPlace, light: string | null): string {
  if (light === null) return phrase;
  const words = phrase.split(' ');
  return [...words.slice(0, -1), light, words.at(-1)].join(' ');
}

/** Any possible wish; `random` gives numbers in [0, 1). */
export function anyWish(world: World, random: () => number): Wish {
  const among = <T>(choices: readonly T[]): T | undefined =>
    choices[Math.floor(random() * choices.length)];
  const object = among(world.objects)?.name ?? '';
  return possible(world, {
    object,
    // Most of what children ask for is one of a thing.
    count: random() < 0.7 ? 1 : (among(countsOf(world, object)) ?? 1),
    colour: random() < 0.6 ? (among(world.colours) ?? null) : null,
    place: among(world.places)?.name ?? '',
    light: among(world.lights) ?? null,
  });
}

/** The things of a world by their groups, in the world's order: one page of keys each. */
export function groupsOf(world: World): { name: string; things: readonly WorldObject[] }[] {
  const names = [...new Set(world.objects.map(({ group }) => group))];
  return names.map((name) => ({
    name,
    things: world.objects.filter(({ group }) => group === name),
  }));
}

/** What lies ready when nobody has asked for anything. */
export const firstWish: Wish = {
  object: 'cat',
  count: 1,
  colour: null,
  place: 'windowsill',
  light: 'sunny',
};

/** Wishes to begin from, shown as pictures of their things; a world offers those that it can draw whole. */
const ideas: readonly Wish[] = [
  firstWish,
  { object: 'car', count: 1, colour: 'red', place: 'street', light: 'night' },
  { object: 'penguin', count: 2, colour: null, place: 'snow', light: null },
  { object: 'rocket', count: 1, colour: null, place: 'space', light: null },
  { object: 'elephant', count: 1, colour: 'blue', place: 'beach', light: 'sunset' },
  { object: 'rabbit', count: 1, colour: 'pink', place: 'meadow', light: 'sunny' },
  { object: 'fish', count: 1, colour: 'yellow', place: 'underwater', light: null },
  { object: 'castle', count: 1, colour: null, place: 'mountain', light: 'night' },
  { object: 'bicycle', count: 2, colour: 'red', place: 'park', light: 'sunny' },
  { object: 'cow', count: 1, colour: null, place: 'farm', light: 'sunny' },
];

/** The ideas that a world can draw as they are. */
export function ideasOf(world: World): readonly Wish[] {
  return ideas.filter((idea) => JSON.stringify(possible(world, idea)) === JSON.stringify(idea));
}
