/**
 * Whether a worker slows down or grows: `node bench/drift.mjs [--runs 1000]` runs Stable Diffusion of
 * two guided steps over and over in one worker, and compares its first tenth with its last.
 */
import { requests } from './engines.mjs';
import { isSmoke, median, percent, row, runAlone, withPage } from './harness.mjs';

const at = process.argv.indexOf('--runs');
const runs = isSmoke ? 10 : Number(at < 0 ? 1000 : process.argv[at + 1]);

async function measure() {
  const request = { ...requests.diffusion, steps: 2 };
  const { callMs, bytes } = await withPage('index', 'measureDrift', (page) =>
    page.evaluate(([asked, count]) => window.measureDrift(asked, 'unet', count), [request, runs]),
  );
  const tenth = Math.max(1, Math.floor(runs / 10));
  const [first, last] = [callMs.slice(0, tenth), callMs.slice(-tenth)].map(median);
  const rows = [
    row('Runs of two steps in one worker', runs, String),
    row('A guided step: last tenth against first', last / first - 1, percent, { most: 0.03 }),
  ];
  const known = bytes.filter((value) => value !== null);
  if (known.length < 2) return rows;
  // The first measurement comes before the collector has ever run.
  const [start, end] = [known[1] ?? known[0], known.at(-1)];
  return [
    ...rows,
    row('Memory of page and worker at the end', end, (value) => `${(value / 1e6).toFixed(0)} MB`),
    row('Memory: end against the first tenth', end / start - 1, percent, { most: 0.03 }),
  ];
}

export const drift = {
  title: 'Over many runs',
  how: 'Chromium, one worker, Stable Diffusion of two guided steps (`node bench/drift.mjs`).',
  measure,
};
await runAlone(drift, import.meta.url);
