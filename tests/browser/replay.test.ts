import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { encodeRecording } from '../../src/core/recording.ts';
import { Run } from '../../src/state/run.svelte.ts';
import Shelter from '../../src/ui/Shelter.svelte';
import { fakeModel } from '../fakes/model.ts';
import { clientsOf } from '../fakes/run.ts';
import { fakeRecording } from '../fakes/takes.ts';
import { button, openHouse, room } from './house.ts';

const patience = { timeout: 60_000 };
const swift = { paceMs: 0 };

function openFakeHouse() {
  return openHouse({
    gpt2: fakeModel('gpt2', swift),
    dalle: fakeModel('dalle', swift),
    diffusion: fakeModel('diffusion', swift),
  });
}

/** Catches the next file that the page saves, in place of the browser's download. */
async function saved(press: () => Promise<void>): Promise<File> {
  const blobs: Blob[] = [];
  const names: string[] = [];
  const create = URL.createObjectURL.bind(URL);
  const { click } = HTMLAnchorElement.prototype as { click: (this: HTMLElement) => void };
  URL.createObjectURL = (blob) => {
    blobs.push(blob as Blob);
    return create(blob);
  };
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  try {
    await press();
    await expect.poll(() => names.length, patience).toBe(1);
  } finally {
    URL.createObjectURL = create;
    HTMLAnchorElement.prototype.click = click;
  }
  const [blob, name] = [blobs[0], names[0]];
  if (blob === undefined || name === undefined) throw new Error('nothing was saved');
  return new File([blob], name);
}

async function open(file: File): Promise<void> {
  await userEvent.upload(page.getByLabelText('File of a run or picture'), file);
}

function drop(file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
    );
  }
}

const promptBox = () => page.getByRole('textbox', { name: 'Prompt' });

test('a run is saved as a file and watched again from it, without any model at work', async () => {
  const house = await openFakeHouse();
  await promptBox().fill('Two penguins in the snow');
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
  const story = room('Write').element().textContent;
  const file = await saved(() => button('Save run').click());
  expect(file.name).toMatch(/^two-penguins-in-the-snow-\d+\.windowsill$/);

  await promptBox().fill('a red car');
  const heard = house.events.length;
  await open(file);
  await expect.element(page.getByRole('heading', { name: 'A recorded run' })).toBeVisible();
  await expect.element(page.getByText('Nothing is computed now.')).toBeVisible();
  await expect.element(promptBox()).toHaveValue('Two penguins in the snow');
  await page.getByRole('combobox', { name: 'Pace' }).selectOptions('all at once');
  await button('Play again').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
  expect(room('Write').element().textContent).toBe(story);
  expect(house.events.length).toBe(heard);

  await button('Leave the recording').click();
  await expect
    .element(page.getByRole('heading', { name: 'A recorded run' }))
    .not.toBeInTheDocument();
});

test('a forged run that tells of one place again and again is shown all the same', async () => {
  await openFakeHouse();
  const recording = await fakeRecording('Two forged penguins');
  const events = Object.values(recording.takes).flatMap((take) => take.events);
  for (const { event } of events) {
    if (event.type === 'token') event.index = 0;
    if (event.type === 'row') event.row = 3;
    if (event.type === 'step') event.step = 1;
  }
  await open(new File([await encodeRecording(recording)], 'forged.windowsill'));
  await page.getByRole('combobox', { name: 'Pace' }).selectOptions('all at once');
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
  expect(room('Write').element().textContent).toContain('fell');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await button('Leave the recording').click();
});

test('a part that breaks gives way to a sentence, and comes back with another run', async () => {
  const [forged, sound] = [new Run(clientsOf()), new Run(clientsOf())];
  let isForged = true;
  const children = createRawSnippet(() => ({
    render: () => {
      if (isForged) throw new Error('it does not fit together');
      return '<p>a picture of a cat</p>';
    },
  }));
  const { rerender } = await render(Shelter, { run: forged, children });
  const sentence = page.getByText('This part cannot be shown');
  await expect.element(sentence).toBeVisible();
  isForged = false;
  await rerender({ run: sound, children });
  await expect.element(page.getByText('a picture of a cat')).toBeVisible();
  await expect.element(sentence).not.toBeInTheDocument();
});

test('a picture dropped on the page brings back prompt, seed and settings, and runs nothing', async () => {
  const house = await openFakeHouse();
  await promptBox().fill('A snowman on a beach');
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
  const png = await saved(() => button('Save dream').click());
  const bitmap = await createImageBitmap(png);
  expect([bitmap.width, bitmap.height]).toEqual([512, 512]);
  const heard = house.events.length;
  await promptBox().fill('a red car');
  drop(png);
  await expect.element(promptBox()).toHaveValue('A snowman on a beach');
  expect(house.events.length).toBe(heard);
});

test('a link fills prompt, seed and settings, without running', async () => {
  location.hash = '#prompt=An+owl+at+night&seed=123&steps=9&sampler=euler';
  const house = await openFakeHouse();
  await expect.element(promptBox()).toHaveValue('An owl at night');
  await expect.element(page.getByText(/seed 123 · 9 steps · Euler/)).toBeVisible();
  expect(location.hash).toBe('');
  expect(house.events).toHaveLength(0);
});

test('a file or link that cannot be read is told in words, as text, and the page goes on', async () => {
  await openFakeHouse();
  drop(new File(['<img src=x onerror="document.title=\'harm\'">'], 'x.windowsill'));
  await expect.element(page.getByText('I cannot read that.')).toBeVisible();
  const whole = await encodeRecording(await fakeRecording());
  await open(new File([whole.slice(0, whole.length / 2)], 'cut.windowsill'));
  await expect.element(page.getByText('The file is damaged.')).toBeVisible();
  location.hash = '#prompt=a&seed=<b>';
  await expect.element(page.getByText(/Its seed is/)).toBeVisible();
  expect(document.title).not.toBe('harm');
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
});
