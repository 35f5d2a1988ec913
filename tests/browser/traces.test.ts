import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { modelsUrl } from '../../src/bridge/client.ts';
import { decodeAside } from '../../src/bridge/recordings.ts';
import type { Recording } from '../../src/core/recording.ts';
import spanish from '../../src/i18n/es/traces.ts';
import french from '../../src/i18n/fr/traces.ts';
import { language } from '../../src/i18n/words.svelte.ts';
import { explained } from '../../src/state/predictionWords.ts';
import { Replay } from '../../src/state/replay.svelte.ts';
import type { Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import PipelineTrace from '../../src/ui/PipelineTrace.svelte';
import PredictionSection from '../../src/ui/PredictionSection.svelte';
import TrainingSection from '../../src/ui/TrainingSection.svelte';
import '../../src/ui/theme.css';
import { amiss } from './amiss.ts';

const models = new URL(modelsUrl());
const patience = { timeout: 60_000 };

let recording: Recording;

beforeAll(async () => {
  const file = new URL('../runs/a-cat-sitting-on-a-sunny-windowsill.windowsill', models);
  recording = await decodeAside(new Uint8Array(await (await fetch(file)).arrayBuffer()));
}, 120_000);

afterEach(async () => {
  delete document.documentElement.dataset['theme'];
  await language.choose('en');
});

/** The shipped run of the cat, watched to its end: no model is loaded. */
async function watched(): Promise<Run> {
  const replay = new Replay(recording);
  replay.speed = Infinity;
  replay.start();
  await expect.poll(() => replay.run.running, patience).toBe(false);
  return replay.run;
}

describe('on a recorded run, before any model is loaded', () => {
  test('the pipeline shows its stages, and a word of the prompt tells what it did', async () => {
    const run = await watched();
    await render(PipelineTrace, { run });
    await page.getByRole('button', { name: 'cat', exact: true }).first().hover();
    await expect.element(page.getByText(/Looked back at “cat” most before writing/)).toBeVisible();
    await expect
      .element(page.getByRole('img', { name: /Where Stable Diffusion looked at “cat”/ }))
      .toBeVisible();
    expect(await amiss()).toEqual([]);
  }, 240_000);

  test('all six layers of the prediction trace are there, in words and without a fault', async () => {
    const run = await watched();
    expect(explained(run)).toBe(true);
    await render(PredictionSection, { run, settings: new Settings(), open: true });
    for (const layer of [1, 2, 3, 4, 5, 6]) {
      await page.getByRole('button', { name: new RegExp(`^${layer} `) }).click();
      const view = page.getByRole('region', { name: new RegExp(`^Layer ${layer}: `) });
      await expect.element(view).toBeVisible();
      expect(await amiss(), `layer ${layer}`).toEqual([]);
    }
  }, 240_000);

  test('what the last step shows is what its event said', async () => {
    const run = await watched();
    await render(PredictionSection, { run, settings: new Settings(), open: true });
    await page.getByRole('button', { name: /^6 / }).click();
    const last = run.dream.insight.steps.at(-1)?.step ?? NaN;
    await expect
      .element(page.getByRole('slider', { name: 'Step', exact: true }))
      .toHaveAttribute('aria-valuetext', `${last} of ${run.dream.request?.steps ?? NaN}`);
    const tokens = run.dream.promptTokens.length;
    const maps = page.getByRole('region', { name: 'Where it looked at each word' });
    expect(maps.getByRole('img').elements()).toHaveLength(tokens);
  });
});

describe('the training trace', () => {
  test('is gone through by keyboard, by dragging and by the table, and shows what was made then', async () => {
    await render(TrainingSection, { models });
    const slider = page.getByRole('slider', { name: 'Epoch of GPT-2', exact: true });
    await expect.element(slider, patience).toHaveValue('20');
    await slider.click({ position: { x: 2, y: 20 } });
    await expect.element(slider).toHaveValue('1');
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .element(slider)
      .toHaveAttribute('aria-valuetext', expect.stringMatching(/^Epoch 2 of 20, step /));
    const card = page.getByRole('article', { name: 'Training of GPT-2' });
    await card.getByRole('button', { name: 'Go to epoch 5', exact: true }).click();
    await expect.element(slider).toHaveValue('5');
    await card.getByRole('button', { name: 'Show all 20 epochs' }).click();
    expect(card.getByRole('button', { name: /^Go to epoch/ }).elements()).toHaveLength(20);
    const plot = card.getByRole('img', { name: /loss from/ });
    await plot.click({ position: { x: 60, y: 40 } });
    await expect.element(slider).not.toHaveValue('5');
  }, 240_000);

  test('lays the three curves over each other, with one slider for all', async () => {
    await render(TrainingSection, { models });
    const all = page.getByRole('slider', { name: 'Epoch of all three models' });
    await expect.element(all, patience).toBeVisible();
    await all.fill('1');
    await expect
      .element(page.getByRole('img', { name: /first loss: GPT-2 100 % left, DALL-E 100 % left/ }))
      .toBeVisible();
    await expect.element(page.getByRole('slider', { name: 'Epoch of DALL-E' })).toHaveValue('1');
    expect(await amiss()).toEqual([]);
  }, 240_000);
});

test('the traces speak Spanish and French', async () => {
  await language.choose('es');
  await render(TrainingSection, { models });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  await expect.element(heading(spanish.training.title)).toBeVisible();
  await language.choose('fr');
  await expect.element(heading(french.training.title)).toBeVisible();
});
