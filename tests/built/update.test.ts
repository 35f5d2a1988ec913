import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationHeaders } from '../../src/offline/headers.ts';
import { addressOf, dist, launch, patience, room, serve, stop, witness } from './house.ts';

let folder: string;
let proxy: Server;
let server: Server;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'windowsill-built-'));
  await cp(dist, folder, { recursive: true });
  ({ server: proxy } = await witness());
  server = await serve('', { headers: isolationHeaders, folder });
  context = await launch('', proxy);
  page = await context.newPage();
  await page.goto(`${addressOf(server)}/`);
  await page.locator('details[data-keeping="kept"]').waitFor(patience);
}, 300_000);
afterAll(async () => {
  await context.close();
  await stop(server);
  await stop(proxy);
  await rm(folder, { recursive: true });
});

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Puts a newer edition on the server: another title of the same length, and a worker that lists it. */
async function publish(title: string, indexAsServed: (text: string) => string): Promise<void> {
  const read = (name: string) => readFile(join(dist, name), 'utf8');
  const index = await read('index.html');
  const next = index.replace('<title>Windowsill</title>', `<title>${title}</title>`);
  const worker = await read('service.worker.js');
  await writeFile(join(folder, 'index.html'), indexAsServed(next));
  await writeFile(
    join(folder, 'service.worker.js'),
    worker.replace(digestOf(index), digestOf(next)),
  );
}

/** Asks the server for a newer service worker; the state in which that one ends up. */
function update(): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker | null>((resolve) => {
      registration.addEventListener('updatefound', () => {
        resolve(registration.installing);
      });
    });
    await registration.update();
    const worker = await found;
    return new Promise<string>((resolve) => {
      worker?.addEventListener('statechange', () => {
        resolve(worker.state);
      });
    });
  });
}

const note = () => page.getByText('A newer version of this page is here');

test('a newer page with a damaged file is not taken, and the old one stays whole', async () => {
  await publish('Windowsell', (text) => text.replace('Windowsell', 'Windowsull'));
  expect(await update()).toBe('redundant');
  expect(await note().count()).toBe(0);
  await page.reload();
  await room(page, 'Write').waitFor(patience);
  expect(await page.title()).toBe('Windowsill');
});

test('a newer page that comes in the middle of a run is offered, and waits for the run', async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('[data-status="running"]').first().waitFor(patience);
  await publish('Windowsoll', (text) => text);
  expect(await update()).toBe('installed');
  await note().waitFor(patience);
  await page.getByRole('button', { name: 'Change over' }).click();
  await page.getByText('as soon as the models have finished').waitFor();
  await page.waitForTimeout(3000);
  expect(await page.title()).toBe('Windowsill');
  await page.getByRole('button', { name: 'Stop', exact: true }).first().click();
  await page.waitForFunction(() => document.title === 'Windowsoll', null, patience);
  await page.locator('details[data-keeping="kept"]').waitFor(patience);
});
