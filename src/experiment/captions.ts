import type { Random } from '../core/random.ts';
import { withArticle } from '../core/article.ts';
import type { World } from '../core/world.ts';

/** Different true-sounding captions of the world's pictures, in random order, as `training/world/captions.py` makes them. */
export function captionsOf(world: World, count: number, random: Random): string[] {
  const captions = new Set<string>();
  // A world too small for so many gives what it has.
  for (let tries = 0; captions.size < count && tries < 50 * count; tries++) {
    captions.add(caption(world, random).toLowerCase());
  }
  return [...captions];
}

function caption(world: World, random: Random): string {
  const things = pick(random, [lone, lone, several, pair])(world, random);
  return `${things} ${place(world, random)}`;
}

function pick<T>(random: Random, all: readonly T[]): T {
  const chosen = all[Math.floor(random.uniform() * all.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

function coloured(world: World, random: Random, noun: string): string {
  return random.uniform() < 0.5 ? `${pick(random, world.colours)} ${noun}` : noun;
}

function lone(world: World, random: Random): string {
  return withArticle(coloured(world, random, pick(random, world.objects).name));
}

function several(world: World, random: Random): string {
  const { plural } = pick(
    random,
    world.objects.filter(({ counted }) => counted),
  );
  return `${pick(random, world.counts)} ${coloured(world, random, plural)}`;
}

function pair(world: World, random: Random): string {
  return `${lone(world, random)} ${pick(random, ['next to', 'and'])} ${lone(world, random)}`;
}

/** "on a sunny beach", "in the snow at night": the light before a place with "a", else behind it. */
function place(world: World, random: Random): string {
  const { phrase } = pick(random, world.places);
  if (random.uniform() < 0.4) return phrase;
  const light = pick(random, world.lights);
  const [before, noun] = phrase.split(' a ');
  if (noun !== undefined) return `${before ?? ''} a ${light} ${noun}`;
  return light === 'sunny' ? phrase : `${phrase} at ${light}`;
}
