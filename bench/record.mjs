/**
 * Makes the recorded runs that ship with the page, from the shipped packs in a real Chromium:
 * `node bench/record.mjs` writes public/runs/*.windowsill and their index.json.
 * WINDOWSILL_MODELS takes the packs of another folder, WINDOWSILL_RUNS writes into another.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import sirv from 'sirv';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.env['WINDOWSILL_RUNS'] ?? `${root}public/runs`;
const otherModels = process.env['WINDOWSILL_MODELS'];

/** What is recorded: the fixed prompts of the training trace. */
const wishes = [
  { prompt: 'A cat sitting on a sunny windowsill', seed: 7 },
  { prompt: 'A red car on a night street', seed: 7 },
  { prompt: 'Two penguins in the snow', seed: 7 },
];

/** Serves another models folder in place of the shipped one. */
const otherFolder = {
  name: 'bench:models',
  enforce: 'pre',
  configureServer(server) {
    if (otherModels !== undefined)
      server.middlewares.use('/models', sirv(otherModels, { dev: true }));
  },
};

/** Calls `keep` with the file of each wish. */
async function recordInChromium(keep) {
  const server = await createServer({
    root,
    plugins: [otherFolder],
    logLevel: 'error',
    server: { watch: null, hmr: false },
  });
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
    page.on('console', (message) => {
      if (message.type() === 'warning') console.warn(message.text());
    });
    const { port } = server.httpServer.address();
    await page.goto(`http://localhost:${port}/bench/page/record.html`);
    await page.waitForFunction(() => 'record' in window);
    for (const { prompt, seed } of wishes) {
      const base64 = await page.evaluate(
        ([prompt, seed]) => window.record(prompt, seed),
        [prompt, seed],
      );
      keep(prompt, Buffer.from(base64, 'base64'));
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) {
  if (old.endsWith('.windowsill')) rmSync(`${folder}/${old}`);
}
const runs = [];
await recordInChromium((prompt, bytes) => {
  const file = `${prompt.toLowerCase().replaceAll(' ', '-')}.windowsill`;
  writeFileSync(`${folder}/${file}`, bytes);
  runs.push({ file, prompt, bytes: bytes.length });
  writeFileSync(`${folder}/index.json`, `${JSON.stringify({ runs }, null, 2)}\n`);
  console.log(`${file}: ${bytes.length} bytes`);
});
