/**
 * What the measurements share: a page in Chromium over the page's own sources or the built folder, and
 * the table of what was measured. Each bench exports `measure()`, which gives rows; run by itself it
 * prints them. SMOKE=1 makes every bench as short as can be: it then proves that it runs, no more.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import sirv from 'sirv';
import { createServer } from 'vite';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const isSmoke = process.env['SMOKE'] === '1';
const otherModels = process.env['WINDOWSILL_MODELS'];

/** @typedef {{ what: string, measured: string, bar?: string, holds?: boolean | null }} Row */

/** Serves another models folder in place of the shipped one, and what transformers.js asks for. */
const benchFiles = {
  name: 'bench:files',
  enforce: 'pre',
  configureServer(server) {
    if (otherModels !== undefined)
      server.middlewares.use('/models', sirv(otherModels, { dev: true }));
  },
};

export async function launch(args = []) {
  return chromium.launch({
    ...(process.env['CHROME_PATH'] === undefined
      ? {}
      : { executablePath: process.env['CHROME_PATH'] }),
    // Memory is told at once, not at the browser's next convenience.
    args: ['--no-sandbox', '--enable-blink-features=ForceEagerMeasureMemory', ...args],
  });
}

/** Opens bench/page/<name>.html over the dev server, waits for `window[ready]`, and ends all of it after `use`. */
export async function withPage(name, ready, use, args = []) {
  const server = await createServer({
    root,
    plugins: [benchFiles],
    logLevel: 'error',
    server: { watch: null, hmr: false, ws: false },
  });
  await server.listen(0);
  const browser = await launch(args);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(7_200_000);
    page.on('pageerror', (error) => console.error(error));
    const { port } = server.httpServer.address();
    await page.goto(`http://localhost:${port}/bench/page/${name}.html`, { timeout: 600_000 });
    await page.waitForFunction((global) => global in window, ready);
    return await use(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

export const total = (numbers) => numbers.reduce((sum, value) => sum + value, 0);
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const percent = (share) => `${(100 * share).toFixed(1)} %`;
export const times = (ratio) => `${ratio.toFixed(2)} x`;

/** A row with a bar: `most` for what must stay below, `least` for what must reach it. */
export function row(what, value, write, { most, least } = {}) {
  if (most === undefined && least === undefined) return { what, measured: write(value) };
  const holds = most === undefined ? value >= least : value <= most;
  const bar = most === undefined ? `>= ${write(least)}` : `<= ${write(most)}`;
  return { what, measured: write(value), bar, holds };
}

export function machine() {
  const cpu = cpus();
  return `${cpu.length} x ${cpu[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

export const load = () => loadavg()[0].toFixed(1);

/** A table of rows, with what else the machine did meanwhile. */
export function table(title, how, rows, loads) {
  return [
    `## ${title}`,
    '',
    `${how} Load average before ${loads.before}, after ${loads.after}.`,
    '',
    '| what | measured | bar | holds |',
    '|---|---|---|---|',
    ...rows.map(({ what, measured, bar = '', holds = null }) => {
      return `| ${what} | ${measured} | ${bar} | ${holds === null ? '' : holds ? 'yes' : '**no**'} |`;
    }),
    '',
  ].join('\n');
}

/** Measures and gives the table. */
export async function section({ title, how, measure }) {
  const before = load();
  const rows = await measure();
  return { rows, text: table(title, how, rows, { before, after: load() }) };
}

/** Runs a bench that was started by itself. */
export async function runAlone(bench, url) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  console.log(`${machine()}\n`);
  console.log((await section(bench)).text);
  process.exit(0);
}
