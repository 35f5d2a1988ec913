/**
 * Tokens a second of GPT-2 against transformers.js' pipeline('text-generation') in the same page, over
 * the same pack, greedy, turn by turn: `node bench/transformers.mjs`.
 */
import { cpus } from 'node:os';
import { requests } from './engines.mjs';
import { isSmoke, median, row, runAlone, times, withPage } from './harness.mjs';

async function measure() {
  const request = { ...requests.gpt2, temperature: 0, maxNewTokens: isSmoke ? 20 : 60 };
  const threads = Math.min(cpus().length, 4);
  const rates = await withPage('transformers', 'compareWriters', (page) =>
    page.evaluate((asked) => window.compareWriters(...asked), [request, threads, isSmoke ? 1 : 7]),
  );
  const rate = (kind) => median(rates.map((pair) => pair[kind]));
  const whole = (value) => value.toFixed(0);
  return [
    row('GPT-2 here: tokens a second', rate('ours'), whole),
    row(`transformers.js, ${threads} threads: tokens a second`, rate('theirs'), whole),
    row('Ratio', median(rates.map(({ ours, theirs }) => ours / theirs)), times, { least: 3 }),
  ];
}

export const transformers = {
  title: 'GPT-2 beside transformers.js',
  how: 'Chromium, one page, the same pack, greedy, warm, medians of seven pairs in turn (`node bench/transformers.mjs`).',
  measure,
};
await runAlone(transformers, import.meta.url);
