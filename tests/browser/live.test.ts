import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { button, openDreamHouse, room } from './house.ts';

const patience = { timeout: 280_000 };

test('live pictures follow the typing, and a run has the model at once', async () => {
  const house = await openDreamHouse();
  const made = (): number => Number(document.querySelector<HTMLElement>('.live')?.dataset['made']);
  await page.getByText('Live', { exact: true }).click();
  await expect.poll(made, patience).toBeGreaterThan(0);
  const first = made();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A red car on a night street');
  await expect.poll(made, patience).toBeGreaterThan(first);
  await expect
    .element(page.getByRole('img', { name: 'Live picture of: A red car on a night street' }))
    .toBeVisible();
  await button('Run').click();
  await expect.element(room('Paint'), patience).toHaveAttribute('data-status', 'done');
  const started = house.events.findIndex(
    (event) => event.type === 'started' && event.family === 'gpt2',
  );
  const ended = house.events.findIndex(
    (event) => event.type === 'done' && event.family === 'dalle',
  );
  expect(house.events.slice(started, ended).some(({ type }) => type === 'step')).toBe(false);
  await button('Stop').click();
});
