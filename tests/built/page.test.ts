import type { Server } from 'node:http';
import type { BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationHeaders } from '../../src/offline/headers.ts';
import { addressOf, complaintsOf, ended, launch, serve, stop, witness } from './house.ts';

const subPath = '/a/folder';

let proxy: Server;
let strayed: string[];
let isolated: Server;
let context: BrowserContext;

beforeAll(async () => {
  ({ server: proxy, strayed } = await witness());
  isolated = await serve(subPath, { headers: isolationHeaders });
  context = await launch('', proxy);
});
afterAll(async () => {
  await context.close();
  await stop(isolated);
  await stop(proxy);
});

test('the built page runs under a sub-path, asks nobody else, and keeps its own policy', async () => {
  const home = `${addressOf(isolated)}${subPath}/`;
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const outside: string[] = [];
  page.on('request', (request) => {
    const local = ['blob:', 'data:', home].some((start) => request.url().startsWith(start));
    if (!local) outside.push(request.url());
  });
  await page.goto(home);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  for (const name of ['Write', 'Paint', 'Dream']) expect(await ended(page, name)).toBe('done');
  expect(outside).toEqual([]);
  expect(strayed).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('where service workers are refused it runs on one thread and says so', async () => {
  const plain = await serve(subPath);
  const context = await launch('', proxy);
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${addressOf(plain)}${subPath}/`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByText('one thread', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  expect(await ended(page, 'Write')).toBe('done');
  expect(complaints).toEqual([]);
  expect(strayed).toEqual([]);
  await context.close();
  await stop(plain);
});

test('a script, a style, a picture and a request from elsewhere are all refused', async () => {
  const elsewhere = await serve('');
  const page = await context.newPage();
  const asked: string[] = [];
  elsewhere.on('request', (request) => asked.push(request.url ?? ''));
  await page.goto(`${addressOf(isolated)}${subPath}/`);
  const refused = await page.evaluate(async (address) => {
    const tries = ['script', 'img', 'link'].map((name) => {
      const element = document.createElement(name) as HTMLScriptElement & HTMLLinkElement;
      element.rel = 'stylesheet';
      return new Promise<boolean>((resolve) => {
        element.onerror = () => {
          resolve(true);
        };
        element.onload = () => {
          resolve(false);
        };
        try {
          if (name === 'link') element.href = `${address}/index.html`;
          else element.src = `${address}/icon.svg`;
          document.head.append(element);
        } catch {
          resolve(true);
        }
      });
    });
    const fetched = fetch(`${address}/edition.json`).then(
      () => false,
      () => true,
    );
    return Promise.all([...tries, fetched]);
  }, addressOf(elsewhere));
  expect(refused).toEqual([true, true, true, true]);
  expect(asked).toEqual([]);
  await page.close();
  await stop(elsewhere);
});
