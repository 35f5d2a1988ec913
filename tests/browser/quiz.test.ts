import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { decodeRecording } from '../../src/core/recording.ts';
import Experiment from '../../src/experiment/Experiment.svelte';
import { language, loadWords } from '../../src/i18n/words.svelte.ts';
import { progress } from '../../src/lesson/progress.svelte.ts';
import Challenge from '../../src/quiz/Challenge.svelte';
import KeyInsight from '../../src/quiz/KeyInsight.svelte';
import Quiz from '../../src/quiz/Quiz.svelte';
import Recall from '../../src/quiz/Recall.svelte';
import { drawQuestions } from '../../src/quiz/store.ts';
import { Replay } from '../../src/state/replay.svelte.ts';
import type { Run } from '../../src/state/run.svelte.ts';
import '../../src/ui/theme.css';
import { amiss } from './amiss.ts';

const patience = { timeout: 120_000 };
let run: Run;

beforeAll(async () => {
  await Promise.all([loadWords('quiz'), loadWords('experiment')]);
  const response = await fetch('/runs/two-penguins-in-the-snow.windowsill');
  const recording = await decodeRecording(new Uint8Array(await response.arrayBuffer()));
  const replay = new Replay(recording);
  replay.speed = Infinity;
  replay.start();
  await vi.waitFor(() => {
    expect(replay.run.running).toBe(false);
  }, patience);
  ({ run } = replay);
}, 120_000);

beforeEach(() => {
  progress.erase();
});

afterEach(() => language.choose('en'));

function button(name: string | RegExp) {
  return page.getByRole('button', { name, exact: typeof name === 'string' });
}

test('the quiz asks three questions about a replay, explains each answer and keeps the score here', async () => {
  const seed = 5;
  const puts = drawQuestions(run, { count: 3, seed, level: null });
  await render(Quiz, { run, seed });
  for (const [k, { right }] of puts.entries()) {
    await expect.element(page.getByText(`Question ${k + 1} of 3`)).toBeVisible();
    await button('Hint').click();
    const options = page.getByRole('article').getByRole('list').getByRole('button');
    // The last one is answered wrong, on purpose.
    await options.nth(k === 2 ? (right + 1) % 3 : right).click();
    await expect
      .element(page.getByText(k === 2 ? /^Not quite\. Right is:/ : 'Right.', { exact: true }))
      .toBeVisible();
    expect(await amiss()).toEqual([]);
    await button(k < 2 ? 'Next question' : 'See the result').click();
  }
  await expect.element(page.getByRole('heading', { name: '2 of 3 right' })).toHaveFocus();
  await expect.element(page.getByText(/In all, 2 of 3 right/)).toBeVisible();
  expect(localStorage.getItem('windowsill.progress')).toContain(puts[2]?.question.id);
  await language.choose('es');
  await expect.element(page.getByRole('heading', { name: '2 de 3 correctas' })).toBeVisible();
});

test('the challenge is played by keyboard alone, from its first question to its worked answers', async () => {
  await render(Challenge, { run, count: 2, seed: 3 });
  (button('Start the challenge').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  for (const name of ['Next question', 'See the result']) {
    await expect.element(page.getByRole('article')).toBeVisible();
    page.getByRole('article').getByRole('list').getByRole('button').nth(1).element().focus();
    await userEvent.keyboard('{Enter}');
    button(name).element().focus();
    await userEvent.keyboard('{Enter}');
  }
  await expect.element(page.getByText('The answers, worked out')).toBeVisible();
  expect(await amiss()).toEqual([]);
});

test('a card that was missed comes first the next time; the sheet and the glossary are there', async () => {
  const first = await render(Recall, { run, count: 2, seed: 1 });
  const asked = page.getByRole('article').getByRole('heading').element().textContent;
  await button('Turn the card').click();
  await button('Not yet').click();
  await button('Turn the card').click();
  await button('I knew it').click();
  await expect.element(page.getByText('No more cards for now.')).toBeVisible();
  expect(await amiss()).toEqual([]);
  await first.unmount();
  await render(Recall, { run, count: 2, seed: 1 });
  await expect.element(page.getByRole('article').getByRole('heading')).toHaveTextContent(asked);
  await page.getByText('Glossary', { exact: true }).click();
  await expect.element(page.getByText('temperature', { exact: true })).toBeVisible();
});

test('the key insight shows the run and can be taken along on paper', async () => {
  await render(KeyInsight, { run });
  await expect.element(page.getByRole('heading', { name: 'Key insight' })).toBeVisible();
  expect(await amiss()).toEqual([]);
  let printed = '';
  window.print = () => {
    printed = document.querySelector('body > .printout')?.textContent ?? '';
  };
  await button(/^Print a hand-out/).click();
  await expect.poll(() => printed).toContain('Two penguins in the snow');
  window.dispatchEvent(new Event('afterprint'));
  await expect.poll(() => document.querySelector('.printout')).toBeNull();
});

test('a tiny GPT really learns in a worker, is stopped at once, and a change is measured', async () => {
  await render(Experiment, {});
  await expect.element(button('Train A'), patience).toBeEnabled();
  await button('Train A').click();
  const rows = page.getByRole('table').first().getByRole('row');
  await expect.poll(() => rows.elements().length, patience).toBeGreaterThan(3);
  const losses = rows
    .elements()
    .slice(1)
    .map((row) => Number(row.querySelectorAll('td')[1]?.textContent));
  expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] ?? 0));
  await button('Stop').click();
  await expect.element(page.getByText(/Training A was stopped at step/)).toBeVisible();
  await expect.element(button('Train B')).toBeDisabled();
  expect(await amiss()).toEqual([]);

  await page.getByRole('radio', { name: /A tiny diffusion model/ }).click();
  await page.getByRole('combobox', { name: 'Points of' }).selectOptions('my own drawing');
  await expect.element(page.getByText('Draw at least three points first.')).toBeVisible();
  page.getByRole('application').element().focus();
  await userEvent.keyboard(' {ArrowRight} {ArrowRight} {ArrowUp} {ArrowUp} ');
  await expect.element(page.getByText('5 points')).toBeVisible();
  await expect.element(button('Train A')).toBeEnabled();
  expect(await amiss()).toEqual([]);
});
