import { expect, test } from 'vitest';
import { recipeOfText, generationText } from '../../src/core/generationText.ts';
import { fragmentOf, recipeOfFragment } from '../../src/core/link.ts';
import { recipeOf } from '../../src/core/recipe.ts';
import { fillSettings } from '../../src/state/fillSettings.ts';
import { Settings } from '../../src/state/settings.svelte.ts';

function asked(): Settings {
  const settings = new Settings();
  settings.seed.value = 11;
  settings.write.minP.value = 0.1;
  settings.write.repetitionPenalty.value = 1.2;
  settings.write.copies.value = 3;
  settings.stopWords = 'night, the end';
  settings.paint.copies.value = 2;
  settings.begun = Array.from({ length: 32 }, (_, k) => k);
  settings.further.negative = 'snow, a dog';
  settings.further.towardPrompt = 'a red car';
  settings.further.towardSeed = '12';
  settings.further.share.value = 0.25;
  settings.further.turnPrompt = 'a house, "big"';
  settings.further.turnStep.value = 6;
  settings.dream.guidedShare.value = 0.35;
  return settings;
}

const plainKeys = ['explain', 'family', 'guidance', 'prompt', 'sampler', 'seed', 'steps'];

test('a plain run asks for nothing further', () => {
  const { gpt2, dalle, diffusion } = new Settings().requests('a cat');
  expect(Object.keys(diffusion).sort()).toEqual(plainKeys);
  expect(dalle).not.toHaveProperty('copies');
  expect(gpt2).not.toHaveProperty('minP');
});

test('from a picture fewer steps are walked, and the other sentence comes before they end', () => {
  const settings = asked();
  const data = new Uint8ClampedArray(4 * 16);
  settings.dream.steps.value = 20;
  settings.further.picture = { width: 4, height: 4, data };
  settings.further.strength.value = 0.2;
  expect(settings.requests('a cat').diffusion.turn?.step).toBe(3);
  settings.further.strength.value = 1;
  expect(settings.requests('a cat').diffusion.turn?.step).toBe(6);
});

test('a link makes the same requests again', () => {
  const settings = asked();
  const requests = settings.requests('a (cat:1.3)');
  const recipe = recipeOfFragment(fragmentOf(recipeOf('a (cat:1.3)', requests)));
  if (recipe === null) expect.unreachable();
  const other = new Settings();
  fillSettings(other, recipe);
  expect(other.requests(recipe.prompt)).toEqual(requests);
});

test('a picture says of its own model all that a link does, and is read again', () => {
  const requests = asked().requests('a cat');
  const link = recipeOfFragment(fragmentOf(recipeOf('a cat', requests)));
  if (link === null) expect.unreachable();
  const [dreamt, painted] = [requests.diffusion, requests.dalle].map((request) => {
    return recipeOfText(generationText('a cat', request, 512));
  });
  expect(dreamt).toEqual({ ...link, write: {}, paint: {} });
  expect(dreamt?.dream).toMatchObject({ guidedShare: 0.35, negative: 'snow, a dog' });
  expect(painted).toEqual({ ...link, write: {}, dream: {} });
  expect(painted?.paint).toMatchObject({ copies: 2, begun: requests.dalle.begun });
});

test('a picture whose tiles or copies cannot be read asks for none', () => {
  const { dalle } = asked().requests('a cat');
  const text = generationText('a cat', dalle, 256);
  for (const begun of ['1.x', '1..2', '-3', '7777777777', Array(300).fill(1).join('.')]) {
    const { paint } = recipeOfText(text.replace(/Begun: .*/, `Begun: ${begun}`));
    expect(paint).toEqual({ ...paint, copies: 2 });
    expect(paint).not.toHaveProperty('begun');
  }
  const { paint } = recipeOfText(text.replace('Copies: 2', 'Copies: 2.5'));
  expect(paint).not.toHaveProperty('copies');
});

test('an opened picture sets its own model as it was and leaves the others alone', () => {
  const requests = asked().requests('a cat');
  const settings = asked();
  settings.dream.guidedShare.value = 1;
  settings.begun = [];
  settings.write.noRepeatNgramSize.value = 8;
  fillSettings(settings, recipeOfText(generationText('a cat', requests.diffusion, 512)));
  const after = settings.requests('a cat');
  expect(after.diffusion).toEqual(requests.diffusion);
  expect(after.gpt2).toEqual({ ...requests.gpt2, noRepeatNgramSize: 8 });
  expect(after.dalle).not.toHaveProperty('begun');
  fillSettings(settings, recipeOfText(generationText('a cat', requests.dalle, 256)));
  expect(settings.requests('a cat')).toEqual({ ...after, dalle: requests.dalle });
});

test('a link from before these settings opens as a plain run', () => {
  const settings = asked();
  const old = recipeOfFragment(
    '#prompt=A+cat&seed=7&steps=20&guidance=4&paint-top-k=64&write-top-k=40',
  );
  if (old === null) expect.unreachable();
  fillSettings(settings, old);
  const { gpt2, dalle, diffusion } = settings.requests('A cat');
  expect(Object.keys(diffusion).sort()).toEqual(plainKeys);
  expect([dalle.copies, dalle.begun, gpt2.minP, gpt2.stopWords]).toEqual(Array(4).fill(undefined));
});

test('other texts are asked for as the models read them', () => {
  const settings = asked();
  const speak = (text: string): string => text.toUpperCase();
  const { diffusion } = settings.requests({ prompt: 'a', weighed: '(a:1.2)', speak });
  expect(diffusion).toMatchObject({
    prompt: '(a:1.2)',
    negative: 'SNOW, A DOG',
    toward: { prompt: 'A RED CAR', seed: 12, share: 0.25 },
  });
});
