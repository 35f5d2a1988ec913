import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { RunOutcome } from '../../src/bridge/contract.ts';
import { classroom } from '../../src/classroom/classroom.svelte.ts';
import Teacher from '../../src/classroom/Teacher.svelte';
import { loadWords } from '../../src/i18n/words.svelte.ts';
import { progress } from '../../src/lesson/progress.svelte.ts';
import { encodeRecording, type Recording } from '../../src/core/recording.ts';
import { families, type DreamRequest } from '../../src/core/run.ts';
import { textsOf } from '../../src/core/texts.ts';
import { fragmentOfPlan, type PromptRule } from '../../src/classroom/plan.ts';
import { onlyModels } from '../../src/state/onlyModels.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import { pictureFile } from '../../src/state/savedFile.ts';
import '../../src/ui/theme.css';
import { clientsOf } from '../fakes/run.ts';
import { fakeRecording } from '../fakes/takes.ts';
import { amiss } from './amiss.ts';
import { button, openHouse, room } from './house.ts';

const patience = { timeout: 60_000 };
const sentences = ['Two penguins in the snow', 'A red car on a street'];

const noMatter = (value: unknown): unknown => value;

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
  Reflect.deleteProperty(navigator, 'deviceMemory');
  history.replaceState(null, '', location.pathname);
  progress.erase();
});

/** The page as openApp.ts opens it, over fake models. */
async function openClass(): Promise<void> {
  await openHouse(onlyModels(clientsOf(), () => families.filter((one) => classroom.runs(one))));
}

/** The teacher's page, filled in: two sentences, GPT-2 alone, a log for two days. */
async function makeClass(): Promise<string> {
  await render(Teacher);
  await page.getByLabelText('Name of the class').fill('4B');
  await page.getByLabelText('Only these sentences').click();
  // A sentence that stands there twice is offered once.
  await page.getByLabelText('One sentence a line').fill([...sentences, sentences[0]].join('\n'));
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
  progress.slot('quiz', noMatter, null).value = 'what was missed';
  await button('Save my results and let the next pupil begin').click();
  await expect.element(page.getByText('Runs: 0.', { exact: false })).toBeVisible();
  await expect.element(page.getByLabelText('Your name, for what you hand in')).toHaveValue('');
  expect(progress.isEmpty).toBe(true);
  expect(await downloads[2]?.blob.text()).toBe(await results?.blob.text());
  expect(results?.name).toBe('Lía.windowsill-results.json');
  expect(await log?.blob.text()).toContain('A red car on a street,Done');

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
  const later = (await results?.blob.text())?.replace(/"madeAt": "20/, '"madeAt": "21') ?? '';
  await userEvent.upload(page.getByLabelText('Open results'), new File([later], 'later.json'));
  await expect
    .element(page.getByText('1.json no longer counts: later.json is newer', { exact: false }))
    .toBeVisible();
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

/** A class of two models that may ask for this, and every text that came to one of them. */
async function openClosed(prompts: PromptRule): Promise<{ heard: string[] }> {
  const plan = { name: '5A', languages: [], modes: [], quizLength: 5, prompts };
  classroom.enter(fragmentOfPlan({ ...plan, models: ['gpt2', 'diffusion'] }));
  const heard: string[] = [];
  const { gpt2, dalle, diffusion } = clientsOf();
  const listening: Clients = {
    gpt2: {
      ...gpt2,
      run: (request, onEvent, signal) => {
        heard.push(...textsOf(request));
        return gpt2.run(request, onEvent, signal);
      },
    },
    dalle,
    diffusion: {
      ...diffusion,
      run: (request, onEvent, signal) => {
        heard.push(...textsOf(request));
        return diffusion.run(request, onEvent, signal);
      },
    },
  };
  await openHouse(onlyModels(listening, () => families.filter((one) => classroom.runs(one))));
  await expect.element(button('Run'), patience).toBeVisible();
  return { heard };
}

function follow(fragment: string): void {
  history.replaceState(null, '', fragment);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function drop(file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

const refusal = () => page.getByText('Those words are not allowed here.', { exact: false });

/** Has run what stands ready, and waits for its end. */
async function run(heard: string[]): Promise<void> {
  const before = heard.length;
  await button('Run').click();
  await expect.poll(() => heard.length, patience).toBe(before + 2);
  await expect.element(page.getByRole('button', { name: 'Save dream' }), patience).toBeVisible();
}

/** The same run, with a word that it does not have in place of the story's last. */
function sayingInstead(recording: Recording, text: string): Recording {
  const take = recording.takes.gpt2;
  const events = take?.events ?? [];
  const last = events.findLastIndex(({ event }) => event.type === 'token');
  const changed = events.map(({ atMs, event }, at) => ({
    atMs,
    event: event.type === 'token' && at === last ? { ...event, text } : event,
  }));
  return {
    ...recording,
    takes: { ...recording.takes, gpt2: { ended: 'done', events: changed } },
  };
}

test('a closed list is closed for links, pictures and saved runs, too', async () => {
  const [penguins = '', car = ''] = sentences;
  const { heard } = await openClosed({ kind: 'list', prompts: sentences });
  expect(page.getByRole('textbox').elements().length).toBe(1);

  const request: DreamRequest = {
    family: 'diffusion',
    prompt: car,
    seed: 7,
    steps: 3,
    guidance: 4,
    sampler: 'ddim',
    negative: 'a green dragon',
  };
  const pixels = { width: 8, height: 8, data: new Uint8ClampedArray(256) };
  const picture = await pictureFile(pixels, car, request);
  const recorded = await encodeRecording(await fakeRecording('a green dragon'));
  const forged = await encodeRecording(sayingInstead(await fakeRecording(car), ' dragonfire'));
  const ways = [
    () => {
      follow('#prompt=a+green+dragon&seed=3');
    },
    () => {
      follow('#prompt=A+red+car+on+a+street&seed=3&turn=a+green+dragon&turn-step=2');
    },
    () => {
      drop(new File([picture.blob], picture.name));
    },
    () => {
      drop(new File([recorded], 'dragon.windowsill'));
    },
    () => {
      drop(new File([forged], 'car.windowsill'));
    },
  ];
  for (const open of ways) {
    open();
    await expect.element(refusal(), patience).toBeVisible();
    expect(document.body.textContent).not.toMatch(/dragon/);
    await run(heard);
    await expect.element(refusal()).not.toBeInTheDocument();
  }
  expect(new Set(heard)).toEqual(new Set([penguins]));
  // A class holds when the page is loaded anew.
  expect(location.hash).toMatch(/^#class=/);

  follow('#prompt=A+red+car+on+a+street&seed=12&steps=3');
  await expect.element(button(car), patience).toHaveAttribute('aria-pressed', 'true');
  expect(refusal().elements()).toEqual([]);
  await run(heard);
  expect(new Set(heard)).toEqual(new Set(sentences));

  drop(new File([await encodeRecording(await fakeRecording(car))], 'car.windowsill'));
  await expect.element(page.getByText('A recorded run', { exact: true }), patience).toBeVisible();
  expect(refusal().elements()).toEqual([]);
});

test('with the picture keyboard a link presses its keys, or is refused', async () => {
  const { heard } = await openClosed({ kind: 'world' });
  follow('#prompt=a+green+dragon&seed=3');
  await expect.element(refusal(), patience).toBeVisible();
  follow('#prompt=Two+purple+owls+in+a+night+forest&seed=12&steps=3');
  await button('Colour').click(patience);
  await expect.element(button('purple'), patience).toHaveAttribute('aria-pressed', 'true');
  await button('red').click();
  await run(heard);
  expect(new Set(heard)).toEqual(new Set(['Two red owls in a night forest']));
});

/**
 * A machine of so much memory whose Stable Diffusion takes so long over a step, or measures until it is
 * stopped; gives the steps that were asked of it.
 */
async function openOn(gigabytes: number, stepMs: number | 'for ever'): Promise<number[]> {
  Object.defineProperty(navigator, 'deviceMemory', { value: gigabytes, configurable: true });
  const plan = { name: '6C', languages: [], modes: [], quizLength: 5, models: families };
  classroom.spares = false;
  classroom.enter(fragmentOfPlan({ ...plan, prompts: { kind: 'world' } }));
  const asked: number[] = [];
  const clients = clientsOf();
  const { diffusion } = clients;
  const slow: Clients['diffusion'] = {
    ...diffusion,
    run: (request, onEvent, signal) => {
      asked.push(request.steps);
      if (stepMs === 'for ever' && request.steps === 3) return stoppedBy(signal);
      const paceMs = stepMs === 'for ever' ? 100 : stepMs;
      return diffusion.run(
        request,
        (event) => {
          onEvent(event.type === 'step' ? { ...event, elapsedMs: event.step * paceMs } : event);
        },
        signal,
      );
    },
  };
  await openHouse({ ...clients, diffusion: slow });
  return asked;
}

function stoppedBy(signal: AbortSignal): Promise<RunOutcome> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve({ status: 'stopped' });
    });
  });
}

const spares = () => page.getByLabelText('Hold one model at a time, to spare memory');

test('a machine with 4 GB holds one model at a time; measured to be slow, it is offered fewer steps and the recorded runs', async () => {
  const asked = await openOn(4, 25_000);
  await expect.element(spares(), patience).toBeChecked();
  expect(classroom.spares).toBe(true);
  await expect.element(page.getByText('Measure it first', { exact: false })).toBeVisible();
  await button('Measure this machine').click();
  await expect
    .element(page.getByText('Here 6 steps of Stable Diffusion', { exact: false }), patience)
    .toBeVisible();
  await expect
    .element(page.getByText('the recorded runs show the same at once', { exact: false }))
    .toBeVisible();
  await button('Use 6 steps').click();
  await button('Run').click();
  await expect.poll(() => asked, patience).toEqual([3, 6]);
  expect(await amiss()).toEqual([]);
});

test('Run ends a measurement, which says so, and none begins before the run has ended', async () => {
  const asked = await openOn(4, 'for ever');
  const measure = button('Measure this machine');
  await measure.click(patience);
  await button('Run').click();
  await expect
    .element(page.getByText('The measurement was stopped', { exact: false }), patience)
    .toBeVisible();
  await expect.element(measure).toBeDisabled();
  await expect.element(measure, patience).toBeEnabled();
  expect(asked).toEqual([3, 20]);
});

test('a machine with more memory that is fast enough is offered nothing less', async () => {
  await openOn(8, 100);
  await button('Measure this machine').click(patience);
  await expect
    .element(page.getByText('Here 20 steps of Stable Diffusion', { exact: false }), patience)
    .toBeVisible();
  await expect.element(spares()).not.toBeChecked();
  expect(page.getByRole('button', { name: /^Use \d+ steps/ }).elements()).toEqual([]);
});
