/**
 * Whether WebGPU gives what wasm gives, on every graph of the shipped packs: a Chromium with its software
 * adapter, both devices fed the same numbers. `node bench/parity.mjs` prints the table and writes it to
 * bench/parity.md; names of families compare those only and write nothing. The software adapter is some
 * fifty times slower than wasm: minutes.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { format } from 'prettier';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const families = asked.length > 0 ? asked : ['gpt2', 'dalle', 'diffusion'];
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
  args: ['--no-sandbox', '--enable-unsafe-webgpu'],
});
const rows = [];
try {
  for (const family of families) {
    const page = await browser.newPage();
    page.setDefaultTimeout(1_800_000);
    page.on('pageerror', (error) => console.error(error));
    const { port } = server.httpServer.address();
    await page.goto(`http://localhost:${port}/bench/page/parity.html`, { timeout: 300_000 });
    await page.waitForFunction(() => 'parityOf' in window);
    const misses = await page.evaluate((name) => window.parityOf(name), family);
    rows.push(...misses.map(([path, miss]) => ({ family, path, miss })));
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
const table = [
  '# WebGPU beside wasm',
  '',
  `Written by \`node bench/parity.mjs\` on ${new Date().toISOString().slice(0, 10)}: Chromium's software adapter, ` +
    'onnxruntime-web, two tokens of GPT-2, a row of DALL-E, a step of Stable Diffusion with its picture; the largest ' +
    'difference as a share of the largest number of the output.',
  '',
  '| model | graph | largest miss | bar |',
  '|---|---|---|---|',
  ...rows.map(
    ({ family, path, miss }) => `| ${family} | ${path} | ${miss.toExponential(1)} | 5e-3 |`,
  ),
  '',
].join('\n');
const pretty = await format(table, { parser: 'markdown' });
console.log(pretty);
if (asked.length === 0) writeFileSync(new URL('parity.md', import.meta.url), pretty);
