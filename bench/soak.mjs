/**
 * The kiosk for a long time: visitors come, have a picture made, and go; the page must neither grow,
 * slow down, fail, nor remember them. `node bench/soak.mjs` after `npm run build`:
 *
 *   --runs N       visitors of this sitting (60)
 *   --minutes N    ends the sitting after so long, if it comes first
 *   --steps N      steps of Stable Diffusion (2)
 *   --faults       then breaks each model midway in each way that is not in the book yet
 *   --verbose      tells each thing that it is about
 *   --fresh        forgets the earlier sittings
 *   --dist PATH    another built page
 *   --book PATH    where the figures are kept, and gone on from (bench/soak.json)
 *   --report PATH  where the report goes (bench/soak.md); "-" prints it only
 *
 * Every tenth visitor leaves without a word, so that the whole countdown runs; the others say that
 * they are done when the kiosk asks. What the second visitor of a sitting (of one, the only one) asked for is looked
 * for afterwards in the heaps and buffers of page and workers, storage, address, history and the
 * browser's profile; it must be found before they leave. A sitting that is interrupted (Ctrl+C, kill) keeps what it has.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readBook, writeBook } from './soak/book.mjs';
import { tryFaults } from './soak/faults.mjs';
import { Kiosk } from './soak/kiosk.mjs';
import { memoryOf, workedSeconds } from './soak/memory.mjs';
import { report } from './soak/report.mjs';
import { serve } from './soak/site.mjs';
import { placesOf } from './soak/traces.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '100000' },
    steps: { type: 'string', default: '2' },
    faults: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    dist: { type: 'string', default: `${root}dist` },
    book: { type: 'string', default: `${root}bench/soak.json` },
    report: { type: 'string', default: `${root}bench/soak.md` },
  },
});
const runs = Number(options.runs);
const steps = Number(options.steps);

const birds = 'Birds, fish and little animals';
/** What the searched visitor presses, and the sentence that the models then read. */
const keys = ['What', birds, 'owl', 'How many', 'three', 'Colour', 'purple', 'Where', 'forest'];
const lightKeys = ['Light', 'night'];
const asked = 'Three purple owls in a night forest';

const round = (value, digits = 1) => Number(value.toFixed(digits));

let phase = '';

/** What the soak is about, for when it hangs. */
function about(what) {
  phase = what;
  if (options.verbose) console.log(new Date().toISOString().slice(11, 19), what);
}

/** One visitor; the figures of their run. */
async function visit(kiosk, number) {
  const isSearched = number === Math.min(2, runs);
  const workedBefore = await workedSeconds(kiosk.page);
  about('come');
  await kiosk.come(isSearched ? [...keys, ...lightKeys] : ['Surprise me']);
  await kiosk.press('Draw it');
  about('draw');
  const { elapsedMs, told } = await kiosk.drawn();
  const worked = (await workedSeconds(kiosk.page)) - workedBefore;
  const figures = {
    number,
    seconds: round(elapsedMs / 1000),
    worked: round(worked),
    load: round(loadavg()[0]),
  };
  if (told !== ready) figures.told = told;
  about('read the story');
  const texts = isSearched ? [asked, await storyOf(kiosk)] : [];
  about('search before the reset');
  if (isSearched) figures.before = await placesOf(kiosk, texts);
  about('leave');
  await kiosk.leave({ says: number % 10 !== 0 });
  about('search after the reset');
  if (isSearched) figures.after = await placesOf(kiosk, texts);
  about('measure memory');
  if (isMeasured(number)) figures.memory = await memoryOf(kiosk.page);
  return figures;
}

const ready = 'That is what they made of your words.';

function isMeasured(number) {
  return number <= 5 || number % 10 === 0 || number === runs;
}

/** 30 characters from the middle of the story that GPT-2 wrote. */
async function storyOf(kiosk) {
  await kiosk.press('Story');
  const text = await kiosk.page.locator('.stage .story').innerText();
  const from = Math.min(60, Math.max(0, text.length - 30));
  return text.slice(from, from + 30).trim();
}

const site = await serve(options.dist);
const book = options.fresh ? { sittings: [], faults: [] } : readBook(options.book);
const sitting = {
  began: new Date().toISOString(),
  ended: '',
  edition: JSON.parse(readFileSync(`${options.dist}/edition.json`, 'utf8')).version.slice(0, 12),
  machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux`,
  browser: '',
  steps,
  visits: [],
};
const until = performance.now() + Number(options.minutes) * 60_000;
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isEnding = true;
  });
}

function keep() {
  sitting.ended = new Date().toISOString();
  writeBook(options.book, book);
}

const longestVisitMs = 1_200_000;

/** A visit that never ends is a failure, too. */
function inTime(visit) {
  const late = new Promise((_, reject) => {
    const tell = () => reject(new Error(`a visit hung while it was to ${phase}`));
    setTimeout(tell, longestVisitMs).unref();
  });
  return Promise.race([visit, late]);
}

async function sit() {
  book.sittings.push(sitting);
  const kiosk = await Kiosk.open(site.address, { steps });
  try {
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    sitting.browser = (await session.send('Browser.getVersion')).product;
    await session.detach();
    for (let number = 1; number <= runs && !isEnding && performance.now() < until; number++) {
      sitting.visits.push(await inTime(visit(kiosk, number)));
      keep();
      const { seconds, worked, memory } = sitting.visits.at(-1);
      console.log(
        `${number}: ${seconds} s, worked ${worked} s ${memory === undefined ? '' : JSON.stringify(memory)}`,
      );
    }
  } catch (thrown) {
    sitting.broke = thrown.message.split('\n')[0];
    await kiosk.page.screenshot({ path: `${options.book}.png` }).catch(() => undefined);
  } finally {
    if (sitting.visits.length > 0 && sitting.visits.at(-1).memory === undefined) {
      sitting.visits.at(-1).memory = await memoryOf(kiosk.page).catch(() => undefined);
    }
    sitting.health = await kiosk.health().catch(() => null);
    sitting.healthPage = await kiosk.healthPage().catch(({ message }) => message);
    sitting.complaints = kiosk.complaints;
    sitting.strayed = kiosk.strayed;
    sitting.address = kiosk.page.url().replace(site.address, '');
    keep();
    await kiosk.close();
  }
}

if (runs > 0) await sit();
if (options.faults && !isEnding) {
  await tryFaults(site, { steps: Math.max(steps, 6) }, book.faults, (row) => {
    book.faults.push(row);
    writeBook(options.book, book);
    console.log(`${row.model}, ${row.fault}: ${row.ended} / ${row.next} ${row.noted} ${row.aside}`);
  });
}
site.end();
const { text, amiss } = report(book);
if (options.report === '-') console.log(text);
else writeFileSync(options.report, text);
for (const sentence of amiss) console.error(sentence);
process.exit(amiss.length === 0 ? 0 : 1);
