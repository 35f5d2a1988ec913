/**
 * Measures the engines as a visitor meets them: real workers in Chromium, the shipped packs, warm.
 * `node bench/engines.mjs` prints the table and writes it to bench/results.md; WINDOWSILL_MODELS
 * measures the packs of another folder, and then nothing is written.
 */
import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { format } from 'prettier';
import sirv from 'sirv';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const otherModels = process.env['WINDOWSILL_MODELS'];

/** Serves another models folder in place of the shipped one. */
const otherFolder = {
  name: 'bench:models',
  enforce: 'pre',
  configureServer(server) {
    if (otherModels !== undefined)
      server.middlewares.use('/models', sirv(otherModels, { dev: true }));
  },
};

async function measureInChromium() {
  const server = await createServer({ root, plugins: [otherFolder], logLevel: 'error' });
  await server.listen(0);
  const browser = await chromium.launch({
    ...(process.env['CHROME_PATH'] === undefined
      ? {}
      : { executablePath: process.env['CHROME_PATH'] }),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    const { port } = server.httpServer.address();
    await page.goto(`http://localhost:${port}/bench/page/index.html`);
    await page.waitForFunction(() => 'measured' in window);
    return await page.evaluate(() => window.measured);
  } finally {
    await browser.close();
    await server.close();
  }
}

const median = (numbers) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const total = (numbers) => numbers.reduce((sum, value) => sum + value, 0);
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** The best of the runs: the one least disturbed by what else the machine does. */
function bestOf(runs) {
  return runs.toSorted((a, b) => a.runMs - b.runMs)[0];
}

function rows(measured) {
  const of = (family) => bestOf(measured.filter((run) => run.family === family));
  const [gpt, dalle, diffusion] = ['gpt2', 'dalle', 'diffusion'].map(of);
  const inGraphs = total(Object.values(diffusion.stages).map(total));
  const live = (diffusion.runMs - inGraphs) / diffusion.runMs;
  return [
    ['GPT-2: first token', seconds(gpt.firstMs), '0.30 s'],
    ['GPT-2: tokens a second', ((1000 * gpt.made) / gpt.runMs).toFixed(0), ''],
    ['DALL-E: picture', seconds(dalle.runMs), '6 s'],
    ['DALL-E: one VQ decoding', seconds(median(dalle.stages['vq decoder'])), ''],
    [
      `Stable Diffusion: ${diffusion.made - 1} guided steps and decoding`,
      seconds(diffusion.runMs),
      '10 s',
    ],
    ['Stable Diffusion: first frame', seconds(diffusion.firstMs), ''],
    ['Stable Diffusion: one guided step', seconds(median(diffusion.stages['unet'])), ''],
    ['Stable Diffusion: full decoding', seconds(median(diffusion.stages['vae decoder'])), ''],
    [
      'Stable Diffusion: live frames and messages, share of the run',
      `${(100 * live).toFixed(1)} %`,
      '10 %',
    ],
  ];
}

const before = loadavg()[0];
const measured = await measureInChromium();
const cpu = cpus();
const table = [
  '# Measurements',
  '',
  `Written by \`node bench/engines.mjs\` on ${new Date().toISOString().slice(0, 10)}: Chromium, wasm, ` +
    `${measured[0].threads} threads, warm, the best of 3 runs.`,
  `Machine: ${cpu.length} x ${cpu[0].model.trim()}. Load average before ${before.toFixed(1)}, ` +
    `after ${loadavg()[0].toFixed(1)} (the bench itself adds ${measured[0].threads}).`,
  '',
  '| what | measured | bar |',
  '|---|---|---|',
  ...rows(measured).map((row) => `| ${row.join(' | ')} |`),
  '',
].join('\n');
console.log(table);
if (otherModels === undefined) {
  writeFileSync(
    new URL('results.md', import.meta.url),
    await format(table, { parser: 'markdown' }),
  );
}
