import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPrompt } from '../../src/core/lexicon.ts';
import { readInAny } from '../../src/core/readSpeech.ts';
import { parseWorld, type World } from '../../src/core/world.ts';
import { loadSpeeches } from '../../src/i18n/speeches.ts';
import { language, loadWords, words } from '../../src/i18n/words.svelte.ts';
import {
  anyWish,
  countsOf,
  groupsOf,
  ideasOf,
  possible,
  promptOf,
  wishOf,
  type Wish,
} from '../../src/kiosk/wish.ts';
import { dice } from '../fakes/damage.ts';

let world: World;

beforeAll(async () => {
  const parsed = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8')));
  if (parsed === null) throw new Error('models/world.json cannot be read');
  world = parsed;
  await loadWords('kiosk');
});

/** Every wish that the keys can make. */
function* allWishes(): Generator<Wish> {
  for (const { name: object } of world.objects)
    for (const { name: place } of world.places)
      for (const count of countsOf(world, object))
        for (const colour of [null, 'red'])
          for (const light of [null, ...world.lights])
            yield possible(world, { object, place, count, colour, light });
}

describe('a wish of the picture keyboard', () => {
  it('is found again in its sentence, and in no other', () => {
    const wishes = [...allWishes()];
    const roll = dice(7);
    for (let k = 0; k < 500; k++) {
      const wish = wishes[roll(wishes.length)];
      if (wish === undefined) throw new Error('no wish');
      expect(wishOf(world, promptOf(world, wish))).toEqual(wish);
    }
    const others = [
      '',
      'a cat',
      'A bloody cat on a windowsill',
      'A cat on a windowsill, and a gun',
    ];
    for (const other of others) expect([other, wishOf(world, other)]).toEqual([other, null]);
  });

  it('is always something that the models know every word of', () => {
    for (const wish of allWishes()) {
      const prompt = promptOf(world, wish);
      expect([prompt, readPrompt(world, prompt).notes]).toEqual([prompt, []]);
    }
  });

  it('reads as a child would say it', () => {
    const said = (wish: Partial<Wish>): string =>
      promptOf(
        world,
        possible(world, {
          object: 'cat',
          count: 1,
          colour: null,
          place: 'beach',
          light: null,
          ...wish,
        }),
      );
    expect(said({})).toBe('A cat on a beach');
    expect(said({ object: 'owl', light: 'night' })).toBe('An owl on a night beach');
    expect(said({ object: 'owl', colour: 'red' })).toBe('A red owl on a beach');
    expect(said({ object: 'bus', count: 2, colour: 'blue' })).toBe('Two blue buses on a beach');
    expect(said({ place: 'snow', light: 'sunset' })).toBe('A cat in the sunset snow');
  });

  it('leaves out what the world cannot draw', () => {
    const wish = { object: 'snowman', count: 9, colour: 'red', place: 'space', light: 'night' };
    expect(possible(world, wish)).toEqual({
      object: 'snowman',
      count: 1,
      colour: null,
      place: 'space',
      light: null,
    });
    expect(possible(world, { ...wish, object: 'tank', place: 'mars' }).object).toBe('cat');
  });

  it('comes out of the dice possible, and every idea is possible', () => {
    for (let seed = 0; seed < 300; seed++) {
      const roll = dice(seed);
      const wish = anyWish(world, () => roll(1e6) / 1e6);
      expect(possible(world, wish)).toEqual(wish);
    }
    for (const idea of ideasOf(world)) expect(possible(world, idea)).toEqual(idea);
    expect(ideasOf(world).length).toBeGreaterThanOrEqual(6);
  });

  it('never asks for two of what is many already', () => {
    const books = { name: 'books', plural: 'books', synonyms: [], colourable: true, group: 'play' };
    const shelf: World = { ...world, objects: [...world.objects, { ...books, counted: false }] };
    const wish = { object: 'books', count: 2, colour: 'red', place: 'beach', light: null };
    expect(countsOf(shelf, 'books')).toEqual([1]);
    expect(possible(shelf, wish).count).toBe(1);
    expect(promptOf(shelf, possible(shelf, wish))).toBe('Some red books on a beach');
  });

  it('has every thing on one page of keys', () => {
    const parted: World = {
      ...world,
      objects: world.objects.map((object, at) => ({ ...object, group: at % 2 ? 'odd' : 'even' })),
    };
    expect(groupsOf(parted).map(({ name }) => name)).toEqual(['even', 'odd']);
    const things = groupsOf(parted).flatMap((group) => group.things.map(({ name }) => name));
    expect(things.toSorted()).toEqual(world.objects.map(({ name }) => name).toSorted());
  });
});

describe.each(['en', 'es', 'fr'])('the sentence shown in %s', (code) => {
  it('is read back by the page as the very prompt that the models get', async () => {
    await language.choose(code).catch(() => undefined);
    expect(language.now).toBe(code);
    const speeches = await loadSpeeches();
    // Every seventh: what is common to two wishes is met often enough.
    for (const { object, count, colour, place, light } of [...allWishes()].filter(
      (_, at) => at % 7 === 0,
    )) {
      const shown = words.kiosk.wish(object, count, colour, place, light);
      const { notes, spoken } = readInAny(world, speeches, [code], shown);
      expect([shown, notes]).toEqual([shown, []]);
      for (const word of [colour, light === 'sunny' ? null : light]) {
        if (word !== null) expect([shown, spoken]).toEqual([shown, expect.stringContaining(word)]);
      }
    }
  });
});
