import { beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { modelsUrl } from '../../src/bridge/client.ts';
import Teacher from '../../src/classroom/Teacher.svelte';
import { loadWords } from '../../src/i18n/words.svelte.ts';
import { kioskPrefix } from '../../src/kiosk/keep.ts';
import { Kiosk } from '../../src/kiosk/kiosk.svelte.ts';
import '../../src/kiosk/kiosk.css';
import KioskPage from '../../src/kiosk/Kiosk.svelte';
import { defaults } from '../../src/kiosk/kioskSettings.svelte.ts';
import { keptPin } from '../../src/kiosk/pin.ts';
import { wipe } from '../../src/kiosk/wipe.ts';
import '../../src/ui/theme.css';
import { clientsOf } from '../fakes/run.ts';
import { amiss } from './amiss.ts';

const patience = { timeout: 60_000 };
const models = new URL(modelsUrl());

beforeAll(async () => {
  await Promise.all(['kiosk', 'classroom', 'lesson'].map((area) => loadWords(area as 'kiosk')));
  await page.viewport(1920, 1080);
});

/** The kiosk over fake models, set up with the PIN 2468 and the shortest times. */
async function openKiosk(): Promise<Kiosk> {
  const choices = {
    ...defaults,
    quietSeconds: 600,
    warningSeconds: 20,
    drawsAlone: false,
    steps: 3,
  };
  localStorage.setItem(
    `${kioskPrefix}settings`,
    JSON.stringify({ choices, pin: await keptPin('2468') }),
  );
  const kiosk = new Kiosk({
    clients: clientsOf(),
    models,
    world: new URL('world.json', models),
    runs: new URL('../runs/', models),
    keep: localStorage,
    wipe: () => {
      wipe(globalThis);
    },
    reload: () => undefined,
    changeOver: () => false,
  });
  const pictures = new URL('../kiosk/', models);
  await render(KioskPage, { kiosk, pictures, onReload: () => undefined });
  return kiosk;
}

function button(name: string) {
  return page.getByRole('button', { name, exact: true });
}

test('a visitor comes, asks by pictures, sees it drawn, and is forgotten', async () => {
  const kiosk = await openKiosk();
  await button('Touch to make your own').click(patience);
  expect(await amiss()).toEqual([]);
  await button('What').click();
  await button('Birds, fish and little animals').click();
  for (const key of ['owl', 'How many', 'three', 'Colour', 'purple', 'Where', 'forest']) {
    await button(key).click();
  }
  expect(await amiss()).toEqual([]);
  await button('Light').click();
  await button('night').click();
  await button('Draw it').click();
  await expect.element(button('Once more, another way'), patience).toBeVisible();
  expect(kiosk.run.dream.request?.prompt).toBe('Three purple owls in a night forest');
  expect(kiosk.run.dream.picture).not.toBeNull();
  expect(await amiss()).toEqual([]);

  kiosk.clock.times = { quietMs: 1000, warningMs: 20_000 };
  const question = page.getByRole('alertdialog', { name: 'Are you still there?' });
  await expect.element(question, patience).toBeVisible();
  expect(await amiss()).toEqual([]);
  await button('I am still here').click();
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(question, patience).toBeVisible();
  await button('I am done').click();
  await expect.element(button('Touch to make your own')).toBeVisible();
  expect(kiosk.run.dream.request).toBeNull();
  expect(document.body.textContent).not.toMatch(/purple owls/i);
  expect(JSON.stringify(Object.entries(localStorage))).not.toMatch(/owl/i);
  expect(kiosk.health.days).toMatchObject({ runs: 1, finished: 1, freshStarts: 1, failures: {} });
});

test('neither shortcut, context menu, drop nor wheel gets through', async () => {
  await openKiosk();
  await button('Touch to make your own').click(patience);
  const events = [
    new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true }),
    new KeyboardEvent('keydown', { key: 'F5', bubbles: true, cancelable: true }),
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
    new DragEvent('drop', { bubbles: true, cancelable: true }),
    new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true }),
  ];
  for (const event of events) {
    document.body.dispatchEvent(event);
    expect([event.type, event.defaultPrevented]).toEqual([event.type, true]);
  }
});

test('a picture or a link with other words changes nothing of what is asked for', async () => {
  history.replaceState(null, '', '#prompt=a+green+dragon&seed=3');
  const kiosk = await openKiosk();
  await button('Touch to make your own').click(patience);
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(8)], 'dragon.png', { type: 'image/png' }));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await button('Draw it').click();
  await expect.element(button('Once more, another way'), patience).toBeVisible();
  expect(kiosk.run.write.request?.prompt).toBe('A cat on a sunny windowsill');
  expect(document.body.textContent).not.toMatch(/dragon/);
  kiosk.startAfresh();
  expect(location.hash).toBe('');
});

test('the staff come in by their PIN and by no other', async () => {
  await openKiosk();
  await button('Touch to make your own').click(patience);
  await button('For the staff').click();
  expect(await amiss()).toEqual([]);
  const enter = async (pin: string) => {
    for (const digit of pin) await button(`Digit ${digit}`).click();
    await button('Open').click();
  };
  await enter('1357');
  await expect.element(page.getByText('That is not the PIN.'), patience).toBeVisible();
  await enter('2468');
  await expect.element(button('Save'), patience).toBeVisible();
  await expect.element(page.getByText('Health of this kiosk')).toBeVisible();
  expect(await amiss()).toEqual([]);
  await button('Back without a change').click();
  await expect.element(button('Touch to make your own')).toBeVisible();
});

test('settings that the browser does not keep are told as such before the kiosk goes on with them', async () => {
  const kiosk = await openKiosk();
  await button('Touch to make your own').click(patience);
  kiosk.toSettings();
  await page.getByLabelText('Steps of Stable Diffusion').fill('9');
  const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await button('Save').click();
  await expect.element(page.getByText('This browser keeps nothing')).toBeVisible();
  expect(await amiss()).toEqual([]);
  await button('Go on all the same').click();
  setItem.mockRestore();
  await expect.element(button('Touch to make your own')).toBeVisible();
  expect(kiosk.choices.steps).toBe(9);
});

test('a teacher makes a class, and reads what pupils hand in', async () => {
  document.documentElement.dataset['text'] = '';
  await render(Teacher);
  await button('Make the link and the file').click();
  await expect.element(page.getByText('Give the class a name first.')).toBeVisible();
  await page.getByLabelText('Name of the class').fill('4B');
  await button('Make the link and the file').click();
  const link = page.getByLabelText('Link for the class');
  await expect.element(link).toBeVisible();
  expect((link.element() as HTMLTextAreaElement).value).toContain('#class=');
  const results = {
    is: 'windowsill results 1',
    className: '4B',
    pupil: '<b>Lía</b>',
    madeAt: '2026-11-24T10:00:00Z',
    runs: 3,
    answers: [{ id: 'noise', level: 'easy', right: true }],
  };
  await userEvent.upload(page.getByLabelText('Open results'), [
    new File([JSON.stringify(results)], 'lia.json'),
    new File(['{'], 'broken.json'),
  ]);
  await expect.element(page.getByRole('rowheader', { name: '<b>Lía</b>' })).toBeVisible();
  await expect.element(page.getByText(/^broken\.json: /)).toBeVisible();
  expect(await amiss()).toEqual([]);
});
