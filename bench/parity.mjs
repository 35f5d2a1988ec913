/**
 * Whether WebGPU gives what wasm gives, on every graph of the shipped packs: a Chromium with its software
 * adapter, both devices fed the same numbers. `node bench/parity.mjs` prints the table and writes it to
 * bench/parity.md; names of families compare those only and write nothing. The software adapter is some
 * fifty times slower than wasm: minutes.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { withPage } from './harness.mjs';

const asked = process.argv.slice(2);
const families = asked.length > 0 ? asked : ['gpt2', 'dalle', 'diffusion'];
const rows = [];
for (const family of families) {
  const misses = await withPage(
    'parity',
    'parityOf',
    (page) => page.evaluate((name) => window.parityOf(name), family),
    ['--enable-unsafe-webgpu'],
  );
  rows.push(...misses.map(([path, miss]) => ({ family, path, miss })));
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
