import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { loadWords } from '../../src/i18n/words.svelte.ts';
import { HealthBook } from '../../src/kiosk/health.svelte.ts';
import Health from '../../src/kiosk/Health.svelte';
import OnThisMachine from '../../src/offline/OnThisMachine.svelte';
import '../../src/ui/theme.css';
import { fakeStorage } from '../fakes/storage.ts';
import { amiss } from './amiss.ts';
import { button } from './house.ts';

const patience = { timeout: 60_000 };

beforeAll(async () => {
  await Promise.all([loadWords('kiosk'), loadWords('offline')]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A models folder of one small file, beside a page of its own, so that its copy is its own, too. */
async function smallFolder(): Promise<URL> {
  const folder = new URL(`/small-${Math.random().toString(36).slice(2)}/models/`, location.href);
  const file = new Uint8Array(5000).fill(7);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const pack = { title: 'Small', family: 'gpt2', licence: 'MIT', origin: 'here' };
  const files = [{ path: 'model.bin', bytes: file.length, sha256 }];
  const manifest = JSON.stringify({ version: 1, packs: { gpt2: { ...pack, files } } });
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation((asked, init) => {
    const { href } = new URL(asked instanceof Request ? asked.url : asked, location.href);
    if (href === new URL('manifest.json', folder).href) {
      return Promise.resolve(new Response(manifest));
    }
    if (href === new URL('gpt2/model.bin', folder).href) return Promise.resolve(new Response(file));
    return real(asked, init);
  });
  return folder;
}

test('the health of a kiosk reads well on a phone, empty and after bad days', async () => {
  await page.viewport(390, 844);
  const health = new HealthBook(fakeStorage());
  await render(Health, { health });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await amiss()).toEqual([]);
  health.began();
  health.finished(12_345);
  health.failed('diffusion', 'outOfMemory');
  health.failed('diffusion', 'outOfMemory');
  health.restarted('diffusion');
  health.restarted('page');
  await expect
    .element(page.getByText('2 × Stable Diffusion: There is not enough memory for this model.'))
    .toBeVisible();
  expect(await amiss()).toEqual([]);
});

test('"On this machine" is opened, used and closed by keyboard, and nothing in it is amiss', async () => {
  await page.viewport(390, 844);
  await render(OnThisMachine, { models: await smallFolder() });
  const fold = page.getByRole('group');
  const summary = fold.element().querySelector('summary');
  await expect.element(fold, patience).toHaveAttribute('data-keeping', 'partly');
  expect(await amiss()).toEqual([]);

  await userEvent.tab();
  expect(document.activeElement).toBe(summary);
  await userEvent.keyboard('{Enter}');
  await expect.element(button('Keep')).toBeVisible();
  await userEvent.tab();
  expect(document.activeElement).toBe(button('Keep').element());
  expect(await amiss()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Keep')).not.toBeInTheDocument();
  expect(document.activeElement).toBe(summary);
  // Closed, it leaves Escape to whoever else waits for it.
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  summary?.dispatchEvent(escape);
  expect(escape.defaultPrevented).toBe(false);

  await userEvent.keyboard('{Enter}');
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await expect.element(fold, patience).toHaveAttribute('data-keeping', 'kept');
  await button('Verify and repair').click();
  const verified = page.getByText('Every kept file was read again', { exact: false });
  await expect.element(verified, patience).toBeVisible();
  expect(await amiss()).toEqual([]);
  await button('Remove').click();
  await expect.element(fold, patience).toHaveAttribute('data-keeping', 'partly');
});
