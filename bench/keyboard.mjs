/**
 * Draws the pictures of the kiosk's keyboard with the shipped Stable Diffusion, in a real Chromium:
 * `node bench/keyboard.mjs` writes public/kiosk/*.webp and index.json, which says with what each was
 * drawn; `node bench/keyboard.mjs owl snow` draws only these anew. The seeds were chosen by eye: a
 * key must show its thing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root, withPage } from './harness.mjs';

const folder = process.env['WINDOWSILL_KEYS'] ?? `${root}public/kiosk`;
const side = 192;

const world = JSON.parse(readFileSync(`${root}models/world.json`, 'utf8'));

/** Where a thing is shown best, other than in a meadow; and the seed, where 7 did not show it. */
const chosen = {
  rocket: { prompt: 'A rocket flying in space' },
  penguin: { prompt: 'A penguin standing in the snow' },
  snowman: { prompt: 'A snowman standing in the snow' },
  car: { prompt: 'A red car parked in a sunny meadow' },
  bus: { prompt: 'A yellow bus parked in a sunny meadow', seed: 11 },
  teacup: { prompt: 'A teacup standing in a sunny meadow' },
  apple: { prompt: 'An apple lying on a sunny windowsill' },
  robot: { prompt: 'A robot standing in the kitchen' },
  fish: { prompt: 'A fish swimming under the sea' },
  whale: { prompt: 'A whale by a sunny lake' },
  dolphin: { prompt: 'A dolphin by a lake at night' },
  octopus: { prompt: 'An octopus on a sunny beach' },
  boat: { prompt: 'A boat by a sunny lake' },
  cactus: { prompt: 'A cactus in a sunny desert' },
  cake: { prompt: 'A cake in the kitchen' },
  ghost: { prompt: 'A ghost floating in a night forest' },
};

const articled = (thing) =>
  thing === 'books' ? 'Some books' : `${/^[aeiou]/.test(thing) ? 'An' : 'A'} ${thing}`;

/** What is drawn for each key: a thing in its place; a place with something small in it. */
const wishes = [
  ...world.objects.map(({ name }) => ({ name, prompt: `${articled(name)} in a sunny meadow` })),
  ...world.places.map(({ name, phrase }) => ({ name, prompt: `A ball ${phrase}` })),
].map((wish) => ({ seed: 7, ...wish, ...chosen[wish.name] }));

const asked = process.argv.slice(2);
const strangers = asked.filter((name) => !wishes.some((wish) => wish.name === name));
if (strangers.length > 0) {
  console.error(`The world has no ${strangers.join(', ')}.`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const index = `${folder}/index.json`;
const drawn = new Map(
  (existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')).keys : []).map((key) => [
    key.name,
    key,
  ]),
);
await withPage('keyboard', 'draw', async (page) => {
  for (const { name, prompt, seed } of wishes) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const base64 = await page.evaluate(
      ([prompt, seed, side]) => window.draw(prompt, seed, side),
      [prompt, seed, side],
    );
    const file = `${name.replaceAll(' ', '-')}.webp`;
    writeFileSync(`${folder}/${file}`, Buffer.from(base64, 'base64'));
    drawn.set(name, { name, file, prompt, seed });
    const keys = wishes.flatMap((wish) => drawn.get(wish.name) ?? []);
    writeFileSync(index, `${JSON.stringify({ keys }, null, 2)}\n`);
    console.log(`${file}: ${prompt}, seed ${seed}`);
  }
});
