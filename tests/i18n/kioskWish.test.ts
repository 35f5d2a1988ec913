import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSpeech } from '../../src/core/readSpeech.ts';
import { spokenWorld } from '../../src/core/speech.ts';
import { parseWorld } from '../../src/core/world.ts';
import english from '../../src/i18n/en/kiosk.ts';
import spanishSpeech from '../../src/i18n/es/world.ts';
import spanish from '../../src/i18n/es/kiosk.ts';
import frenchSpeech from '../../src/i18n/fr/world.ts';
import french from '../../src/i18n/fr/kiosk.ts';

const shipped = new URL('../../models/world.json', import.meta.url);
const world = parseWorld(JSON.parse(readFileSync(shipped, 'utf8')));

it.each([
  ['Spanish', spanish, spokenWorld(spanishSpeech)],
  ['French', french, spokenWorld(frenchSpeech)],
] as const)('a wish of the kiosk in %s is read as the same wish in English', (_, kiosk, speech) => {
  if (world === null) throw new Error('no world');
  const read = (sentence: string): string => readSpeech(world, speech, sentence).spoken;
  for (const { name } of world.objects) {
    for (const { name: place, lit } of world.places) {
      for (const light of lit ? [null, ...world.lights] : [null]) {
        for (const count of [1, 2, 3]) {
          const colour = world.colours[(name.length + place.length + count) % world.colours.length];
          const thing = [name, count, colour ?? null, place] as const;
          const plain = english.wish(...thing, null);
          const expected = light === null ? plain : plain.replace(/\S+$/, `${light} $&`);
          const said = kiosk.wish(...thing, light);
          expect([said, read(said)]).toEqual([said, expected]);
        }
      }
    }
  }
});
