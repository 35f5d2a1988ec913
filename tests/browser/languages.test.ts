import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { language } from '../../src/i18n/words.svelte.ts';
import { fakeModel } from '../fakes/model.ts';
import { button, openHouse } from './house.ts';

const patience = { timeout: 200_000 };

afterEach(async () => {
  await language.choose('en');
  localStorage.clear();
});

function openFakeHouse() {
  return openHouse({
    gpt2: fakeModel('gpt2', { paceMs: 0 }),
    dalle: fakeModel('dalle', { paceMs: 0 }),
    diffusion: fakeModel('diffusion', { paceMs: 0 }),
  });
}

function choice() {
  return page.getByRole('combobox', { name: /^(Language|Idioma|Langue)$/ });
}

test('in Spanish, a Spanish sentence is shown as the models read it, and runs', async () => {
  await openFakeHouse();
  await choice().selectOptions('Español');
  await expect.element(button('Empezar')).toBeVisible();
  expect(document.documentElement.lang).toBe('es');
  const box = page.getByRole('textbox', { name: 'Tu frase' });
  await expect.element(box).toHaveValue('Un gato sentado en el alféizar soleado');
  await box.fill('Un gato en el alféizar soleado');
  await expect.element(page.getByText('A cat on a sunny windowsill')).toBeVisible();
  await button('Empezar').click();
  const write = page.getByRole('region', { name: 'Escribir', exact: true });
  await expect.element(write, patience).toHaveAttribute('data-status', 'done');
  expect(write.element().textContent).toContain('A cat on a sunny windowsill');
  await expect.element(write.getByText(/solo aprendió inglés/)).toBeVisible();
});

test('an unknown word is told in the language, and put right with one press', async () => {
  await openFakeHouse();
  await choice().selectOptions('Français');
  await page.getByRole('textbox', { name: 'La phrase' }).fill('Un dragon dans la neige');
  await expect.element(page.getByText(/Je ne connais pas «\u00a0dragon\u00a0»/)).toBeVisible();
  await page.getByRole('button', { name: /^Prendre/ }).click();
  await expect
    .element(page.getByRole('textbox', { name: 'La phrase' }))
    .toHaveValue('Un dinosaure dans la neige');
});

test('the language that was chosen is kept, and what was typed stays', async () => {
  await openFakeHouse();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Two red balloons in space');
  await choice().selectOptions('Français');
  await expect
    .element(page.getByRole('textbox', { name: 'La phrase' }))
    .toHaveValue('Two red balloons in space');
  expect(localStorage.getItem('windowsill.language')).toBe('fr');
});
