import { withArticle } from './article.ts';
import type { World } from './world.ts';

/** A thing as a sentence names it; everything by its English name. */
export interface SceneThing {
  name: string;
  many: boolean;
  count: string | null;
  colour: string | null;
  verb: string | null;
  /** How it stands to the thing before it; null for the first. */
  relation: string | null;
}

/** What a sentence asks to be shown. */
export interface Scene {
  things: readonly SceneThing[];
  place: string | null;
  light: string | null;
  /** Colours and verbs that no thing was named with. */
  loose: readonly string[];
}

/** The ways of naming a light after its place, or without one (training/world/captions.py). */
const lightAfter: Readonly<Record<string, string>> = {
  sunny: 'on a sunny day',
  sunset: 'at sunset',
  night: 'at night',
};

function thingText(world: World, { name, many, count, colour, verb }: SceneThing): string {
  const object = world.objects.find((object) => object.name === name);
  const noun = many ? (object?.plural ?? name) : name;
  const words = [count, colour, noun].filter((word) => word !== null).join(' ');
  const isBare = many && (object?.counted !== false || count !== null);
  const named = isBare ? words : withArticle(words);
  return verb === null ? named : `${named} ${verb}`;
}

function relationText(relation: string): string {
  return /^(left|right) of$/.test(relation) ? `to the ${relation}` : relation;
}

function whereText(world: World, place: string | null, light: string | null): string {
  const after = light === null ? '' : (lightAfter[light] ?? '');
  const found = world.places.find(({ name }) => name === place);
  if (found === undefined) return after;
  if (light === null) return found.phrase;
  return found.lit
    ? found.phrase.replace(found.name, `${light} ${found.name}`)
    : `${found.phrase} ${after}`;
}

/** The scene in the words of the captions that the models learnt from; '' where it holds nothing. */
export function sceneText(world: World, { things, place, light, loose }: Scene): string {
  const named = things.flatMap((thing) => {
    const text = thingText(world, thing);
    return thing.relation === null ? [text] : [relationText(thing.relation), text];
  });
  const words = [...named, ...loose, whereText(world, place, light)].filter((part) => part !== '');
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
