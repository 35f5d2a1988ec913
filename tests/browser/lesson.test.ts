import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { language } from '../../src/i18n/words.svelte.ts';
import { modeNames, type ModeName } from '../../src/lesson/modes.ts';
import { progress } from '../../src/lesson/progress.svelte.ts';
import { fakeModel } from '../fakes/model.ts';
import { button, openHouse } from './house.ts';

const patience = { timeout: 30_000 };
const longWalk = 240_000;
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const names: Record<ModeName, string> = {
  explain: 'Explain',
  why: 'Why',
  visualize: 'Visualize',
  deep: 'Deep dive',
  metrics: 'Metrics',
  experiment: 'Experiment',
  try: 'Try it',
  challenge: 'Challenge',
  recall: 'Recall',
};

beforeEach(() => {
  progress.erase();
});

afterEach(async () => {
  // A walk that broke off in a mode must not lead the next one there.
  history.replaceState(null, '', location.pathname);
  delete document.documentElement.dataset['theme'];
  await language.choose('en');
});

/** The page with the shipped run of the penguins, watched to its end; no model is loaded. */
async function openWithReplay(): Promise<void> {
  const swift = { paceMs: 0 };
  await openHouse({
    gpt2: fakeModel('gpt2', swift),
    dalle: fakeModel('dalle', swift),
    diffusion: fakeModel('diffusion', swift),
  });
  await page.getByRole('button', { name: /Two penguins in the snow.*MB/ }).click();
  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'Pace', exact: true }),
    'all at once',
  );
  const done = () => document.querySelectorAll('[data-status="done"]').length;
  await expect.poll(done, patience).toBe(3);
}

async function enter(mode: ModeName): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^\\d? ?${names[mode]}\\b`) }).click();
  await expect
    .element(page.getByRole('heading', { name: names[mode], exact: true, level: 2 }), patience)
    .toBeVisible();
}

/** Colours fade from one theme to the other; halfway they are neither's. */
async function fadesOver(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}

/** What axe finds amiss on the page, in the light and in the dark. */
async function amiss(): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    await fadesOver();
    const { violations } = await axe.run(document.body, { runOnly: standards });
    found.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${theme} ${id} ${html.slice(0, 160)}`),
      ),
    );
  }
  return found;
}

test(
  'the chooser leads into each of nine modes on a recorded run, axe finds nothing, and Back leads out',
  async () => {
    await openWithReplay();
    for (const mode of modeNames) {
      await enter(mode);
      expect(new URLSearchParams(location.search).get('mode')).toBe(mode);
      const part = () => document.querySelector(`#part-${mode === 'visualize' ? 'insight' : mode}`);
      await expect.poll(() => part()?.childElementCount ?? 0, patience).toBeGreaterThan(0);
      await expect.poll(() => part()?.textContent ?? '', patience).not.toContain('One moment');
      expect([mode, await amiss()]).toEqual([mode, []]);
      history.back();
      await expect.element(page.getByText('Choose your learning style'), patience).toBeVisible();
    }
  },
  longWalk,
);

test('the story is told by press, beside the pictures of the run, and its place is kept', async () => {
  await openWithReplay();
  await enter('explain');
  await expect.element(page.getByText('You wrote one sentence')).toBeVisible();
  for (let press = 0; press < 8; press++) await button('Next sentence').click();
  await expect.element(page.getByText('Sentence 9 of 18')).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Your picture as bare tiles' })).toBeVisible();
  history.back();
  await expect.element(page.getByText('You were at 9 of 18'), patience).toBeVisible();
  await enter('explain');
  await expect.element(page.getByText('Sentence 9 of 18')).toBeVisible();
  history.back();
  await button('Erase my progress').click();
  await expect.element(page.getByText('You were at 9 of 18')).not.toBeInTheDocument();
  expect(localStorage.getItem('windowsill.progress')).toBeNull();
});

test('an experiment without a guess cannot begin, and with one it compares with the run', async () => {
  await openWithReplay();
  await enter('try');
  await expect.element(button('Turn it and run'), patience).toBeDisabled();
  await page.getByText('use rarer pieces and lose its thread sooner.').click();
  await button('Turn it and run').click();
  await expect.element(page.getByText(/You guessed: use rarer pieces/), patience).toBeVisible();
  await expect.element(page.getByText(/the pieces it drew had a chance of/)).toBeVisible();
});

test('the lesson is there in Spanish and French, too', async () => {
  await openWithReplay();
  await language.choose('es');
  await expect.element(page.getByText('Elige tu forma de aprender'), patience).toBeVisible();
  await page.getByRole('link', { name: /Por qué/ }).click();
  await expect.element(page.getByText('El escultor: Stable Diffusion'), patience).toBeVisible();
  await language.choose('fr');
  await expect.element(page.getByText('Le sculpteur : Stable Diffusion'), patience).toBeVisible();
  history.back();
});

test(
  'the shipped storyteller measures a sentence, and the recogniser looks at the pictures of a run',
  async () => {
    await openHouse();
    await page.getByRole('button', { name: /Two penguins in the snow.*MB/ }).click();
    await userEvent.selectOptions(
      page.getByRole('combobox', { name: 'Pace', exact: true }),
      'all at once',
    );
    await enter('metrics');
    await button('Measure the surprise').click();
    await expect
      .element(page.getByText(/The perplexity of your sentence is/), patience)
      .toBeVisible();
    await page
      .getByRole('button', { name: /Does it show what was asked/ })
      .first()
      .click();
    await button('Let the recogniser look').click();
    await expect.poll(() => page.getByText('It sees:').elements().length, patience).toBe(2);
    await expect.element(page.getByText(/place: asked “snow”/).first()).toBeVisible();
    history.back();
  },
  longWalk,
);
