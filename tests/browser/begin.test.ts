import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Pixels } from '../../src/core/run.ts';
import { button, openDreamHouse, room } from './house.ts';

const patience = { timeout: 280_000 };

/** The mean difference of two pictures, of 255, over the columns from `from` to `to` (shares of the width). */
function difference(a: Pixels, b: Pixels, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < a.data.length; k += 4) {
    const x = ((k / 4) % a.width) / a.width;
    if (x < from || x >= to) continue;
    for (let c = 0; c < 3; c++) sum += Math.abs((a.data[k + c] ?? 0) - (b.data[k + c] ?? 0));
    count += 3;
  }
  return sum / count;
}

test('a dream is gone on from: its picture begins the next one, and only what was brushed changes', async () => {
  const house = await openDreamHouse();
  const pictures = (): Pixels[] =>
    house.events.flatMap((event) =>
      event.type === 'done' && event.family === 'diffusion' && event.result.kind === 'picture'
        ? [event.result.picture]
        : [],
    );
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('slider', { name: 'Steps', exact: true }).fill('6');
  await button('Run').click();
  await expect.element(room('Dream'), patience).toHaveAttribute('data-status', 'done');

  await button('Go on with this picture').click();
  await expect
    .element(page.getByText('Dream begins with a picture', { exact: true }))
    .toBeVisible();
  await page.getByLabelText('More: Dream').click();
  await page.getByRole('checkbox', { name: 'Only where I brush' }).click();
  const paper = page.getByRole('application', { name: /Paper to draw on/ });
  (paper.element() as HTMLElement).focus();
  // The right side is brushed over by keyboard: down, a brush's width to the right, up.
  await userEvent.keyboard('{ArrowUp>14/}');
  for (const way of ['Down', 'Up', 'Down', 'Up', 'Down', 'Up']) {
    await userEvent.keyboard('{ArrowRight>2/}');
    for (let k = 0; k < 14; k++) await userEvent.keyboard(`[Space]{Arrow${way}>2/}`);
  }
  await expect
    .element(page.getByText('Dream begins with a picture and changes a part', { exact: true }))
    .toBeVisible();

  await page.getByRole('slider', { name: 'Change', exact: true }).fill('1');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A dog on a beach');
  await button('Run').click();
  await expect.poll(() => pictures().length, patience).toBe(2);
  const [before, after] = pictures();
  if (before === undefined || after === undefined) expect.unreachable();
  expect(difference(before, after, 0, 0.4)).toBeLessThan(12);
  expect(difference(before, after, 0.6, 0.85)).toBeGreaterThan(
    2 * difference(before, after, 0, 0.4),
  );
});
