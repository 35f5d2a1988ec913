import type { Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationHeaders } from '../../src/offline/headers.ts';
import { addressOf, launch, patience, serve, stop, witness } from './house.ts';

let proxy: Server;
let server: Server;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  ({ server: proxy } = await witness());
  server = await serve('', { headers: isolationHeaders });
  context = await launch('', proxy);
  await context.addInitScript(() => {
    const choices = {
      quietSeconds: 3600,
      warningSeconds: 600,
      languages: ['en', 'es', 'fr'],
      models: ['gpt2', 'diffusion'],
      steps: 2,
      drawsAlone: false,
      theme: 'system',
      address: '',
    };
    localStorage.setItem('windowsill.kiosk.settings', JSON.stringify({ choices }));
  });
  page = await context.newPage();
  await page.goto(`${addressOf(server)}/?kiosk&lang=en`);
}, 300_000);
afterAll(async () => {
  await context.close();
  await stop(server);
  await stop(proxy);
});

const screens = [
  { width: 800, height: 600, isSmall: true },
  { width: 390, height: 844, isSmall: true },
  { width: 1080, height: 1920, isSmall: false },
  { width: 1920, height: 1080, isSmall: false },
  { width: 3840, height: 2160, isSmall: false },
];

function button(name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** The parts that scroll, the page itself among them. */
function scrolling(): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('html, main, main *')].filter(
      (part) => {
        const may =
          part.localName === 'html' || /auto|scroll/.test(getComputedStyle(part).overflowY);
        return may && part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 1;
      },
    );
    return parts.map(({ localName, className }) => className.split(' ')[0] ?? localName);
  });
}

/** Looks at a scene on every screen: what scrolls there, and where its main button lies. */
async function onEachScreen(main: string, part: string): Promise<void> {
  for (const { width, height, isSmall } of screens) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(200);
    const found = await scrolling();
    expect({ width, found }).toEqual({ width, found: isSmall ? found.slice(0, 1) : [] });
    expect([part, undefined]).toContain(found[0]);
    const box = await button(main).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0), `${main} at ${String(width)}`).toBeLessThanOrEqual(
      height,
    );
    if (part !== 'keyboard') continue;
    const keyboard = await page.locator('.keyboard').boundingBox();
    expect(keyboard?.height).toBeGreaterThan(height / 3);
  }
}

test('the empty kiosk does not scroll on any screen', async () => {
  await button('Touch to make your own').waitFor(patience);
  await onEachScreen('Touch to make your own', 'words');
});

test('of the keyboard one part scrolls at most, and its button lies below it, in sight', async () => {
  await button('Touch to make your own').click();
  for (const tab of ['Ideas', 'What', 'Where']) {
    await button(tab).click(patience);
    await onEachScreen('Draw it', 'keyboard');
  }
});

test('of what was drawn one part scrolls at most, and what to do next is in sight', async () => {
  await button('Draw it').click();
  await button('Once more, another way').waitFor(patience);
  await onEachScreen('Something else', 'side');
});
