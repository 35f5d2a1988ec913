/**
 * The kiosk for a long time: visitors come, have a picture made, and go; the page must neither grow,
 * slow down, fail, nor remember them. `node bench/soak.mjs` after `npm run build`:
 *
 *   --runs N      visitors (60)
 *   --short       4 steps of Stable Diffusion in place of 20
 *   --faults      then breaks each model midway in each way
 *   --dist PATH   another built page
 *   --report PATH where the report goes (bench/soak.md); "-" prints it only
 *
 * Every tenth visitor leaves without a word, so that the whole countdown runs; the others say that
 * they are done when the kiosk asks. What the second visitor (of one, the only one) asked for is looked for afterwards in
 * the heaps of page and workers, storage, address and history; it must be found before they leave.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tryFaults } from './soak/faults.mjs';
import { Kiosk, launch, serve } from './soak/kiosk.mjs';
import { report } from './soak/report.mjs';
import { placesOf } from './soak/traces.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    short: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    dist: { type: 'string', default: `${root}dist` },
    report: { type: 'string', default: `${root}bench/soak.md` },
  },
});
const runs = Number(options.runs);
const steps = options.short ? 4 : 20;

/** What the second visitor presses, and the sentence that the models then read. */
const keys = [
  'What',
  'owl',
  'How many',
  'three',
  'Colour',
  'purple',
  'Where',
  'forest',
  'Light',
  'night',
];
const asked = 'Three purple owls in a night forest';

/** One visitor; the figures of their run. */
async function visit(kiosk, number) {
  const isSearched = number === Math.min(2, runs);
  await kiosk.come(isSearched ? keys : ['Surprise me']);
  await kiosk.draw();
  const { elapsedMs, told } = await kiosk.drawn();
  const searched = isSearched ? await placesOf(kiosk, asked) : null;
  await kiosk.leave({ says: number % 10 !== 0 });
  const again = isSearched ? await placesOf(kiosk, asked) : null;
  const isMeasured = number <= 2 || number % 10 === 0 || number === runs;
  const bytes = isMeasured ? await kiosk.memory() : null;
  const [before, after] = [searched?.found ?? null, again?.found ?? null];
  const unsearched = again?.unsearched ?? [];
  return { number, elapsedMs, told, bytes, before, after, unsearched };
}

const site = await serve(options.dist);
const browser = await launch();
const began = new Date();
const result = {
  began,
  runs,
  steps,
  machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  visits: [],
  faults: [],
};
try {
  const kiosk = await Kiosk.open(browser, site.address, { steps });
  for (let number = 1; number <= runs; number++) {
    result.visits.push(await visit(kiosk, number));
    const { elapsedMs, bytes, told } = result.visits.at(-1);
    const memory = bytes === null ? '' : `, ${(bytes / 1e6).toFixed(1)} MB`;
    console.log(`${number}: ${(elapsedMs / 1000).toFixed(1)} s${memory} ${told}`);
  }
  result.health = await kiosk.health();
  result.complaints = kiosk.complaints;
  result.strayed = kiosk.strayed;
  result.address = kiosk.page.url().replace(site.address, '');
  await kiosk.close();
  if (options.faults) {
    result.faults = await tryFaults(browser, site.address, steps, (row) => {
      console.log(`${row.model}, ${row.fault}: ${row.ended} / ${row.next}`);
    });
  }
} finally {
  await browser.close();
  site.end();
}
const { text, amiss } = report(result);
if (options.report === '-') console.log(text);
else writeFileSync(options.report, text);
for (const sentence of amiss) console.error(sentence);
process.exit(amiss.length === 0 ? 0 : 1);
