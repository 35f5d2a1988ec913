import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import sirv from 'sirv';
import { afterAll, beforeAll, expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const subPath = '/a/folder';
const patience = { timeout: 240_000 };

let browser: Browser;
let isolated: Server;
let plain: Server;

/** Serves the built page under a sub-path, with or without the headers that isolate it. */
async function serve(headers: Record<string, string>): Promise<Server> {
  const files = sirv(dist, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    if (request.url?.startsWith(`${subPath}/`) !== true) {
      response.writeHead(404).end();
      return;
    }
    request.url = request.url.slice(subPath.length);
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  if (!existsSync(dist)) throw new Error('dist/ is missing: npm run build comes first');
  browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  isolated = await serve({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  plain = await serve({});
});

afterAll(async () => {
  await browser.close();
  isolated.close();
  plain.close();
});

/** Opens the page; `strayed` gathers requests that leave its folder, `complaints` what the console says. */
async function open(
  server: Server,
): Promise<{ page: Page; strayed: string[]; complaints: string[] }> {
  const home = `${addressOf(server)}${subPath}/`;
  const page = await browser.newPage();
  const strayed: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const local = ['blob:', 'data:', home].some((start) => request.url().startsWith(start));
    if (!local) strayed.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(home);
  return { page, strayed, complaints };
}

function room(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** Waits for a room to end; "done", or what it says of its failure. */
async function ended(page: Page, name: string): Promise<string> {
  const over = 'xpath=self::*[@data-status="done" or @data-status="failed"]';
  await room(page, name).locator(over).waitFor(patience);
  const status = await room(page, name).getAttribute('data-status');
  return status === 'done' ? status : room(page, name).innerText();
}

test('the built page runs under a sub-path, asks nobody else, and keeps its own policy', async () => {
  const { page, strayed, complaints } = await open(isolated);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  for (const name of ['Write', 'Paint', 'Dream']) expect(await ended(page, name)).toBe('done');
  expect(strayed).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('without isolation it runs on one thread and says so', async () => {
  const { page, complaints } = await open(plain);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByText('one thread', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  expect(await ended(page, 'Write')).toBe('done');
  expect(complaints).toEqual([]);
  await page.close();
});
