import { expect, test } from 'vitest';
import { Run } from '../../src/state/run.svelte.ts';
import { storyOf } from '../../src/state/storyOf.ts';
import { clientsOf, settle, smallSettings } from '../fakes/run.ts';

test('a story begins as GPT-2 read the sentence, whatever was typed for it', async () => {
  const run = new Run(clientsOf());
  expect(storyOf(run)).toBe('');
  // "Un gato en la nieve" as the page hands it to the models
  run.start(smallSettings().requests('A cat in the snow'));
  await settle(run);
  expect(storyOf(run)).toMatch(/^A cat in the snow The cat sat on the sunny windowsill/);
});
