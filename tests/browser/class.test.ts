import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { classroom } from '../../src/classroom/classroom.svelte.ts';
import Teacher from '../../src/classroom/Teacher.svelte';
import { loadWords } from '../../src/i18n/words.svelte.ts';
import { progress } from '../../src/lesson/progress.svelte.ts';
import { families } from '../../src/core/run.ts';
import { onlyModels } from '../../src/state/onlyModels.ts';
import '../../src/ui/theme.css';
import { clientsOf } from '../fakes/run.ts';
import { button, openHouse, room } from './house.ts';

const patience = { timeout: 60_000 };
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const sentences = ['Two penguins in the snow', 'A red car on a street'];

/** What was handed to the person as a download, newest last. */
const downloads: { name: string; blob: Blob }[] = [];

beforeAll(async () => {
  await Promise.all(['classroom', 'lesson', 'kiosk'].map((area) => loadWords(area as 'kiosk')));
});

beforeEach(() => {
  const made = vi.spyOn(URL, 'createObjectURL');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLElement) {
    const [blob] = made.mock.calls.at(-1) ?? [];
    const name = this.getAttribute('download') ?? '';
    if (blob instanceof Blob) downloads.push({ name, blob });
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, '', location.pathname);
  progress.erase();
});

/** What axe finds amiss in the page as it stands. */
async function amiss(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { runOnly: standards });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id} ${html.slice(0, 160)}`),
  );
}

/** The page as openApp.ts opens it, over fake models. */
async function openClass(): Promise<void> {
  await openHouse(onlyModels(clientsOf(), () => families.filter((one) => classroom.runs(one))));
}

/** The teacher's page, filled in: two sentences, GPT-2 alone, a log for two days. */
async function makeClass(): Promise<string> {
  await render(Teacher);
  await page.getByLabelText('Name of the class').fill('4B');
  await page.getByLabelText('Only these sentences').click();
  await page.getByLabelText('One sentence a line').fill(sentences.join('\n'));
  for (const model of ['DALL-E', 'Stable Diffusion']) await page.getByLabelText(model).click();
  await page.getByLabelText('Keep a log of prompts on each machine').click();
  await page.getByLabelText('Who the log is for').fill('Ana');
  await page.getByLabelText('Days until an entry is erased').fill('2');
  await button('Make the link and the file').click();
  const link = page.getByLabelText('Link for the class').element() as HTMLTextAreaElement;
  cleanup();
  return new URL(link.value).hash;
}

test('a teacher makes a class; a pupil can do what it allows and nothing else, hands in, and the log is erased in time', async () => {
  classroom.enter(await makeClass());
  await openClass();

  await expect.element(page.getByRole('heading', { name: 'Class: 4B' }), patience).toBeVisible();
  for (const sentence of sentences) await expect.element(button(sentence), patience).toBeVisible();
  expect(page.getByRole('textbox').elements().length).toBe(1);
  expect(room('Paint').elements().length).toBe(0);
  expect(room('Dream').elements().length).toBe(0);
  expect(await amiss()).toEqual([]);

  await button(sentences[1] ?? '').click();
  await button('Run').click();
  await expect.element(page.getByText('Runs: 1.', { exact: false }), patience).toBeVisible();
  await expect.element(page.getByText('Entries now: 1.', { exact: false })).toBeVisible();
  await expect.element(room('Write')).toHaveTextContent(/A red car on a street/);

  await page.getByLabelText('Your name, for what you hand in').fill('Lía');
  await userEvent.tab();
  await button('Save my results to hand in').click();
  await button('Save the log as CSV').click();
  const [results, log] = downloads;
  expect(results?.name).toBe('Lía.windowsill-results.json');
  expect(await log?.blob.text()).toContain('A red car on a street,done');

  const kept = JSON.parse(localStorage.getItem('windowsill.classLog') ?? '[]') as object[];
  const past = new Date(Date.now() - 1000).toISOString();
  const expired = kept.map((entry) => ({ ...entry, until: past }));
  localStorage.setItem('windowsill.classLog', JSON.stringify(expired));
  classroom.enter('');
  expect(localStorage.getItem('windowsill.classLog')).toBeNull();
  cleanup();

  await render(Teacher);
  const twice = results === undefined ? [] : [results.blob, results.blob];
  await userEvent.upload(
    page.getByLabelText('Open results'),
    twice.map((blob, at) => new File([blob], `${String(at)}.json`)),
  );
  await expect.element(page.getByRole('rowheader', { name: 'Lía' })).toBeVisible();
  expect(page.getByRole('rowheader').elements().length).toBe(1);
  expect(await amiss()).toEqual([]);
});

test('Metrics and Try it offer only what the class’s models can do, with no words but its own', async () => {
  expect(classroom.runs('diffusion')).toBe(false);
  await openClass();
  await page.getByRole('link', { name: /Try it/ }).click();
  const steps = () =>
    page
      .getByRole('navigation', { name: 'Parts of this mode' })
      .getByRole('button')
      .elements()
      .map(({ textContent }) => textContent.trim());
  await expect.poll(steps, patience).toEqual(['1 Temperature']);
  history.replaceState(null, '', `${location.pathname}?mode=metrics`);
  window.dispatchEvent(new PopStateEvent('popstate'));
  await expect.poll(steps, patience).toEqual(['1 Surprise', '2 What saving costs']);
  const field = page.getByLabelText('A sentence of yours (in English)');
  await expect.element(field).toHaveAttribute('readonly');
});
