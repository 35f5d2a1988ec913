/**
 * How long the page is held up by a recorded run: opened, played all at once under the traces, saved.
 * `node bench/replay.mjs` builds nothing, prints a table and writes it to bench/replay.md; the bar is
 * no task over 50 ms.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { format } from 'prettier';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { runs } = JSON.parse(readFileSync(`${root}public/runs/index.json`, 'utf8'));
const server = await createServer({
  root,
  logLevel: 'error',
  server: { watch: null, hmr: false, ws: false },
});
await server.listen(0);
const browser = await chromium.launch({
  ...(process.env['CHROME_PATH'] === undefined
    ? {}
    : { executablePath: process.env['CHROME_PATH'] }),
  args: ['--no-sandbox'],
});
const before = loadavg()[0];
const rows = [];
try {
  for (const { file } of runs) {
    // The first page fills the dev server's cache and the browser's; the second is measured.
    for (const isMeasured of [false, true]) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      const { port } = server.httpServer.address();
      await page.goto(`http://localhost:${port}/bench/page/replay.html`);
      await page.waitForFunction(() => 'measureReplay' in window);
      const held = await page.evaluate((address) => window.measureReplay(address), `/runs/${file}`);
      if (isMeasured) rows.push(...held.map((row) => ({ file, ...row })));
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
const table = [
  '# What a recorded run costs the page',
  '',
  `Written by \`node bench/replay.mjs\` on ${new Date().toISOString().slice(0, 10)}: Chromium, the page as it is developed. ` +
    `Load average before ${before.toFixed(1)}, after ${loadavg()[0].toFixed(1)}. Tasks under 50 ms are told as 0.`,
  '',
  '| run | part | took | longest task | bar |',
  '|---|---|---|---|---|',
  ...rows.map(
    ({ file, part, tookMs, longestTaskMs }) =>
      `| ${file} | ${part} | ${Math.round(tookMs)} ms | ${Math.round(longestTaskMs)} ms | 50 ms |`,
  ),
  '',
].join('\n');
const pretty = await format(table, { parser: 'markdown' });
console.log(pretty);
writeFileSync(new URL('replay.md', import.meta.url), pretty);
