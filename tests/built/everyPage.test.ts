import type { Server } from 'node:http';
import type { BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modeNames } from '../../src/lesson/modes.ts';
import { isolationHeaders } from '../../src/offline/headers.ts';
import { addressOf, complaintsOf, launch, patience, serve, stop, witness } from './house.ts';

let proxy: Server;
let strayed: string[];
let server: Server;
let context: BrowserContext;

beforeAll(async () => {
  ({ server: proxy, strayed } = await witness());
  server = await serve('/a/folder', { headers: isolationHeaders });
  context = await launch('', proxy);
});
afterAll(async () => {
  await context.close();
  await stop(server);
  await stop(proxy);
});

const pages = [
  '',
  ...modeNames.map((mode) => `?mode=${mode}`),
  '?kiosk',
  '?health',
  '?teacher',
  '?lang=es',
  '?kiosk&lang=fr',
];

test.each(pages)('the page "%s" opens without a complaint and asks nobody else', async (path) => {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const outside: string[] = [];
  const home = `${addressOf(server)}/a/folder/`;
  page.on('request', (request) => {
    const local = ['blob:', 'data:', home].some((start) => request.url().startsWith(start));
    if (!local) outside.push(request.url());
  });
  await page.goto(`${home}${path}`);
  await page.locator('h1').first().waitFor(patience);
  await page.waitForTimeout(1500);
  expect(outside).toEqual([]);
  expect(strayed).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});
