/**
 * Makes the recorded runs that ship with the page, from the shipped packs in a real Chromium:
 * `node bench/record.mjs` writes public/runs/*.windowsill and their index.json.
 * WINDOWSILL_MODELS takes the packs of another folder, WINDOWSILL_RUNS writes into another.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { root, withPage } from './harness.mjs';

const folder = process.env['WINDOWSILL_RUNS'] ?? `${root}public/runs`;

/** What is recorded: the fixed prompts of the training trace, each with the best of the seeds 1 to 9 to look at and to read. */
const wishes = [
  { prompt: 'A cat sitting on a sunny windowsill', seed: 9 },
  { prompt: 'A red car on a night street', seed: 6 },
  { prompt: 'Two penguins in the snow', seed: 4 },
];

/** Calls `keep` with the file of each wish. */
function recordInChromium(keep) {
  return withPage('record', 'record', async (page) => {
    page.on('console', (message) => {
      if (message.type() === 'warning') console.warn(message.text());
    });
    for (const { prompt, seed } of wishes) {
      const base64 = await page.evaluate(
        ([prompt, seed]) => window.record(prompt, seed),
        [prompt, seed],
      );
      keep(prompt, Buffer.from(base64, 'base64'));
    }
  });
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
