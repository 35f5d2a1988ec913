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
  return settings;
}

const plainKeys = ['explain', 'family', 'guidance', 'prompt', 'sampler', 'seed', 'steps'];

test('a plain run asks for nothing further', () => {
  const { gpt2, dalle, diffusion } = new Settings().requests('a cat');
  expect(Object.keys(diffusion).sort()).toEqual(plainKeys);
  expect(dalle).not.toHaveProperty('copies');
  expect(gpt2).not.toHaveProperty('minP');
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

test('a picture says what it was made with, and is read again', () => {
  const { diffusion } = asked().requests('a cat');
  const recipe = recipeOfText(generationText('a cat', diffusion, 512));
  expect(recipe.dream).toEqual({
    steps: diffusion.steps,
    guidance: diffusion.guidance,
    sampler: diffusion.sampler,
    negative: 'snow, a dog',
    toward: diffusion.toward,
    turn: diffusion.turn,
  });
});

test('a link from before these settings opens as a plain run', () => {
  const settings = asked();
  const old = recipeOfFragment('#prompt=A+cat&seed=7&steps=20&guidance=4&write-top-k=40');
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
