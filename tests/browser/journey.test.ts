import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Pixels, RunEvent } from '../../src/core/run.ts';
import { button, openHouse, room } from './house.ts';

const patience = { timeout: 200_000 };

/** How many different colours a picture has, of every 97th pixel. */
function colours({ data }: Pixels): number {
  const seen = new Set<number>();
  for (let at = 0; at + 2 < data.length; at += 4 * 97) {
    seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
  }
  return seen.size;
}

function of<T extends RunEvent['type']>(events: RunEvent[], type: T) {
  return events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}

test('one press of Run: tokens, rows and every step arrive in order, and three results stand', async () => {
  const house = await openHouse();
  await expect
    .element(page.getByRole('textbox', { name: 'Prompt' }))
    .toHaveValue('A cat sitting on a sunny windowsill');
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
  await expect.element(room('Write')).toHaveAttribute('data-status', 'done');
  await expect.element(room('Paint')).toHaveAttribute('data-status', 'done');

  const tokens = of(house.events, 'token');
  expect(tokens.length).toBeGreaterThan(3);
  expect(tokens.map(({ index }) => index)).toEqual(tokens.map((_, index) => index));
  for (const { candidates } of tokens) expect(candidates).toHaveLength(5);

  const painted = house.events.filter(({ type }) => type === 'code' || type === 'row');
  expect(of(painted, 'code').map(({ index }) => index)).toEqual([...Array(256).keys()]);
  expect(of(painted, 'row').map(({ row }) => row)).toEqual([...Array(16).keys()]);
  expect(painted[15]?.type).toBe('code');
  expect(painted[16]?.type).toBe('row');

  const steps = of(house.events, 'step');
  expect(steps.map(({ step }) => step)).toEqual([...Array(21).keys()]);
  const results = of(house.events, 'done');
  expect(results.map(({ family }) => family)).toEqual(['gpt2', 'dalle', 'diffusion']);
  const sizes = results.flatMap(({ result }) =>
    result.kind === 'picture' ? [[result.picture.width, result.picture.height]] : [],
  );
  expect(sizes).toEqual([
    [256, 256],
    [512, 512],
  ]);
  for (const { result } of results) {
    if (result.kind === 'picture') expect(colours(result.picture)).toBeGreaterThan(50);
    else expect(room('Write').element().textContent).toContain(result.text.trim().slice(0, 12));
  }

  const before = house.events.length;
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Same seed each run' }).click();
  await button('Run').click();
  await expect.element(room('Write'), patience).toHaveAttribute('data-status', 'done');
  const again = of(house.events.slice(before), 'token');
  expect(again.map(({ id }) => id)).toEqual(tokens.map(({ id }) => id));
  await button('Stop').click();
});

test('Stop ends the run within one step, what was made stays, and Run works again', async () => {
  const house = await openHouse();
  let atStop = -1;
  house.onEvent = (event) => {
    if (event.type === 'code' && event.index === 20 && atStop < 0) {
      atStop = house.events.length;
      (button('Stop').element() as HTMLElement).click();
    }
  };
  await button('Run').click();
  await expect.element(room('Paint'), patience).toHaveAttribute('data-status', 'stopped');
  await expect.element(room('Dream')).toHaveAttribute('data-status', 'stopped');
  await expect.element(room('Write')).toHaveAttribute('data-status', 'done');
  expect(house.events.length - atStop).toBeLessThanOrEqual(1);
  await button('Run').click();
  await expect.element(room('Write'), patience).toHaveAttribute('data-status', 'done');
  await button('Stop').click();
});

test('a worker killed midway is a failure with a sentence, and Retry draws the picture after all', async () => {
  const house = await openHouse();
  let killed = false;
  house.onEvent = (event) => {
    if (event.type === 'step' && event.step === 2 && !killed) {
      killed = true;
      house.worker(2)?.terminate();
    }
  };
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'failed');
  await expect.element(room('Dream').getByText('This model stopped unexpectedly.')).toBeVisible();
  await expect.element(room('Write')).toHaveAttribute('data-status', 'done');
  await expect.element(room('Paint')).toHaveAttribute('data-status', 'done');
  await button('Retry').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');
});
