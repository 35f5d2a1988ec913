/**
 * What live frames, attention and traces cost: the whole page with its traces open and a run that is
 * explained, against the bare workers that nobody watches, turn by turn: `node bench/live.mjs`.
 */
import { requests } from './engines.mjs';
import { isSmoke, median, percent, row, runAlone, seconds, withPage } from './harness.mjs';

async function measure() {
  const pairs = isSmoke ? 1 : 5;
  const taken = await withPage('live', 'compareLive', (page) =>
    page.evaluate(([asked, count]) => window.compareLive(asked, count), [requests, pairs]),
  );
  const of = (kind) => median(taken.map((pair) => pair[kind]));
  return [
    row('Nobody watches: the three models', of('bareMs'), seconds),
    row('The page with frames, attention and traces', of('liveMs'), seconds),
    row('More', median(taken.map(({ bareMs, liveMs }) => liveMs / bareMs - 1)), percent, {
      most: 0.1,
    }),
  ];
}

export const live = {
  title: 'What being watched costs',
  how: 'Chromium, the three models one after another, warm, medians of five pairs in turn (`node bench/live.mjs`).',
  measure,
};
await runAlone(live, import.meta.url);
