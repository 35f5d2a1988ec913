/**
 * Every measurement that has a bar, one after another: `npm run build && node bench/all.mjs` writes
 * bench/results.md; names (engines, transformers, native, python, live, typing, start, drift) measure those only
 * and write nothing. On a machine that does nothing else; half of the time goes to the thousand runs of
 * `drift`.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { drift } from './drift.mjs';
import { engines } from './engines.mjs';
import { isSmoke, machine, section } from './harness.mjs';
import { live } from './live.mjs';
import { nativeCode } from './native.mjs';
import { inPython } from './python.mjs';
import { start } from './start.mjs';
import { transformers } from './transformers.mjs';
import { typing } from './typing.mjs';

const benches = {
  engines,
  transformers,
  native: nativeCode,
  python: inPython,
  live,
  typing,
  start,
  drift,
};
const asked = process.argv.slice(2).filter((name) => name in benches);
const names = asked.length > 0 ? asked : Object.keys(benches);

const texts = [];
for (const name of names) {
  try {
    const { text } = await section(benches[name]);
    texts.push(text);
  } catch (thrown) {
    texts.push(
      `## ${benches[name].title}\n\nCould not be measured: ${String(thrown).split('\n')[0]}\n`,
    );
  }
  console.log(texts.at(-1));
}
const text = [
  '# Measurements',
  '',
  `Written by \`node bench/all.mjs\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine()}.`,
  ...(isSmoke
    ? ['', '**A smoke run: it proves that the benches run, and measures nothing.**']
    : []),
  '',
  'Also measured, each by its own command: what explaining costs (explain.md), processor time of each graph (graphs.md), operators (profile.md), growth (growth.md), WebGPU beside wasm (parity.md), replays (replay.md), the kiosk for a long time (soak.md).',
  '',
  ...texts,
].join('\n');
if (asked.length === 0 && !isSmoke) {
  writeFileSync(new URL('results.md', import.meta.url), await format(text, { parser: 'markdown' }));
}
process.exit(0);
