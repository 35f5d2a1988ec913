import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addressOf,
  complaintsOf,
  dist,
  ended,
  jekyllsOwn,
  launch,
  patience,
  room,
  servePages,
  stop,
  witness,
} from './house.ts';

const subPath = '/a/folder';

let profile: string;
let proxy: Server;
let strayed: string[];
let server: Server;
let context: BrowserContext;
let home: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'windowsill-profile-'));
  ({ server: proxy, strayed } = await witness());
  server = await servePages(subPath);
  home = `${addressOf(server)}${subPath}/`;
  context = await launch(profile, proxy);
}, 60_000);
afterAll(async () => {
  await context.close();
  await stop(server);
  await stop(proxy);
  await rm(profile, { recursive: true });
});

const section = (page: Page) => page.locator('details[data-keeping]');

/** Waits until everything is kept; the summary that says so. */
async function kept(page: Page): Promise<string> {
  await page.locator('details[data-keeping="kept"]').waitFor(patience);
  return section(page).locator('summary').innerText();
}

test('nothing that is built is left out by GitHub Pages', async () => {
  const names = await readdir(dist, { recursive: true });
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => jekyllsOwn.test(`/${name}`))).toEqual([]);
});

test('a first visit opens the page twice, is then isolated, and keeps everything by itself', async () => {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  let openings = 0;
  page.on('domcontentloaded', () => openings++);
  // As people type it, without the slash at the end.
  await page.goto(home.replace(/\/$/, ''));
  await room(page, 'Write').waitFor(patience);
  expect(page.url()).toBe(home);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe('function');
  expect(await kept(page)).toContain('runs without a network');
  expect(openings).toBe(2);
  expect(complaints).toEqual([]);
  await page.close();
});

test('what is not there is told as such, with a page that is in no way of the models', async () => {
  const page = await context.newPage();
  const response = await page.goto(`${home}models/none.onnx`);
  expect(response?.status()).toBe(404);
  await page.goto(home);
  await room(page, 'Write').waitFor(patience);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.close();
});

test('with the server gone, a cold start runs all three models', async () => {
  await context.close();
  await stop(server);
  context = await launch(profile, proxy);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(home);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  for (const name of ['Write', 'Paint', 'Dream']) expect(await ended(page, name)).toBe('done');
  expect(complaints).toEqual([]);
  await page.close();
});

test('"Verify and repair" finds a changed byte and mends it from the server', async () => {
  server = await servePages(subPath, Number(new URL(home).port));
  const page = await context.newPage();
  await page.goto(home);
  await kept(page);
  const changeOneByte = async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const found = await cache.match(request);
      const bytes = new Uint8Array((await found?.arrayBuffer()) ?? new ArrayBuffer(0));
      if (bytes.length < 1e6) continue;
      bytes[777_777] = (bytes[777_777] ?? 0) ^ 1;
      await cache.put(request, new Response(bytes));
      return;
    }
  };
  await page.evaluate(changeOneByte);
  await section(page).locator('summary').click();
  await page.getByRole('button', { name: 'Verify and repair' }).click();
  await page.getByText('One file had changed or was lost').waitFor(patience);
  await page.getByRole('button', { name: 'Verify and repair' }).click();
  await page.getByText('all are as they should be').waitFor(patience);
  await page.close();
});

test('no browser here asked any other origin for anything', () => {
  expect(strayed).toEqual([]);
});
