/**
 * How long a visitor waits for the first token, and what the page itself weighs: the built page from a
 * server on this machine, `npm run build && node bench/start.mjs`. Cold: a browser that was never here.
 * Warm: the same browser again, its copy kept. Both from the navigation, Run pressed as soon as it is there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { isSmoke, launch, median, root, row, runAlone, seconds } from './harness.mjs';
import { serve } from './soak/site.mjs';

const dist = process.env['WINDOWSILL_DIST'] ?? `${root}dist`;
const repeats = isSmoke ? 1 : 5;

/** Bytes after gzip of the scripts that index.html and what it imports at once bring. */
function pageBytes() {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = readFileSync(`${dist}/${file}`, 'utf8');
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      visit(`assets/${name}`);
  };
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  for (const [, file] of html.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+\.js)"/g)) visit(file);
  // The page itself is opened by main.ts as its first act.
  for (const file of readdirSync(`${dist}/assets`)) {
    if (/^openApp-.*\.js$/.test(file)) visit(`assets/${file}`);
  }
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(`${dist}/${file}`)).length, 0);
}

/** Milliseconds from the navigation to the first sign of each model. */
async function visit(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const told = await page.evaluate(async () => {
    const room = (name) => document.querySelector(`section[aria-label="${name}"]`);
    const signs = {
      write: () => room('Write')?.querySelector('.token'),
      dream: () => ['running', 'done'].includes(room('Dream')?.dataset.status),
      done: () => room('Dream')?.dataset.status === 'done',
    };
    const at = {};
    while (!('done' in at)) {
      for (const [name, shows] of Object.entries(signs)) {
        if (!(name in at) && shows()) at[name] = performance.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return at;
  });
  await page.close();
  return told;
}

async function measure() {
  const site = await serve(dist);
  const browser = await launch();
  const [cold, warm] = [[], []];
  try {
    for (let k = 0; k < repeats; k++) {
      const context = await browser.newContext();
      cold.push(await visit(context, site.address));
      // The page keeps itself some seconds after it has opened.
      const keeper = await context.newPage();
      await keeper.goto(site.address);
      await keeper.waitForSelector('[data-keeping="kept"]', { timeout: 120_000 });
      await keeper.close();
      warm.push(await visit(context, site.address));
      await context.close();
    }
  } finally {
    await browser.close();
    site.end();
  }
  const of = (visits, name) => median(visits.map((told) => told[name]));
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  return [
    row('Cold: to the first token', of(cold, 'write'), seconds, { most: 8000 }),
    row('Cold: until all three models have come and dream', of(cold, 'dream'), seconds),
    row('Warm: to the first token', of(warm, 'write'), seconds, { most: 2000 }),
    row('Warm: to the end of the whole run', of(warm, 'done'), seconds),
    row('JavaScript of the page, gzip, without the runtime', pageBytes(), kilobytes, {
      most: 150_000,
    }),
  ];
}

export const start = {
  title: 'From the address to the first token',
  how: 'Chromium, the built page, a server on this machine, medians of five (`node bench/start.mjs`). A first visit opens the page twice where the service worker has to bring the headers.',
  measure,
};
await runAlone(start, import.meta.url);
