import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { WorkerClient } from '../../src/bridge/workerClient.ts';
import type { PaintRequest, RunEvent } from '../../src/core/run.ts';
import { button, openHouse, room } from './house.ts';

const patience = { timeout: 120_000 };

test('a pack that is not there is told by file, and the other models go on', async () => {
  const start = () =>
    new Worker(new URL('../../workers/dalle.worker.ts', import.meta.url), { type: 'module' });
  const nowhere = new URL('/nowhere/', location.href).href;
  const house = await openHouse({
    dalle: new WorkerClient<PaintRequest, RunEvent>(start, nowhere),
  });
  house.onEvent = (event) => {
    if (event.type === 'step' && event.step === 1) {
      (button('Stop').element() as HTMLElement).click();
    }
  };
  await button('Run').click();
  await expect.element(room('Paint'), patience).toHaveAttribute('data-status', 'failed');
  await expect.element(room('Paint').getByText('A file of this model is missing.')).toBeVisible();
  await expect.element(room('Paint').getByText(/manifest\.json/)).toBeVisible();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'stopped');
  expect(house.events.some(({ type }) => type === 'token')).toBe(true);
});

test('a worker without a file of code is a failure, not a silence', async () => {
  const client = new WorkerClient<PaintRequest, RunEvent>(
    () => new Worker(new URL('/nothing.js', location.href), { type: 'module' }),
    new URL('/models/', location.href).href,
  );
  const outcome = await client.load(() => undefined, new AbortController().signal);
  expect(outcome.status === 'failed' && outcome.failure.kind).toBe('workerDied');
});

test.for([
  ['an emoji', '🐈🪟'],
  ['right-to-left text', 'قطة على النافذة'],
  ['HTML', '<img src=x onerror="document.title=`broken`"><b>a cat</b>'],
  ['10,000 characters', 'a cat and '.repeat(1000)],
  ['a zero byte and a lone surrogate', 'a cat \u0000\ud800'],
])('%s in the box ends in a sentence or a run', async ([, prompt]) => {
  const title = document.title;
  const house = await openHouse();
  const box = page.getByRole('textbox', { name: 'Prompt' });
  await box.fill(prompt ?? '');
  await button('Run').click();
  await expect
    .poll(() => room('Write').element().getAttribute('data-status'), patience)
    .toMatch(/done|failed|empty/);
  const status = room('Write').element().getAttribute('data-status');
  if (status === 'failed') {
    await expect.element(room('Write').getByText('I cannot work with that prompt.')).toBeVisible();
  } else if (status === 'empty') {
    expect(document.querySelector('#prompt-notes')?.textContent.trim()).not.toBe('');
  } else {
    expect(house.events.some(({ type }) => type === 'token')).toBe(true);
  }
  expect(document.title).toBe(title);
  if (button('Stop').query() !== null) await button('Stop').click();
});

test('an empty box is asked to say what to draw', async () => {
  const house = await openHouse();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('   ');
  await button('Run').click();
  await expect.poll(() => document.querySelector('#prompt-notes')?.textContent.trim()).not.toBe('');
  expect(house.events).toHaveLength(0);
});
