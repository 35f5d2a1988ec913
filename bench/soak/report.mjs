/** The figures of a soak as a report, and what is amiss with them. */

import { untried } from './faults.mjs';

const ready = 'That is what they made of your words.';
const bar = { runs: 2000, hours: 4, growth: 0.05, slower: 0.05 };

const middle = (values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (share) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
const sum = (values) => values.reduce((total, value) => total + value, 0);
const hoursOf = ({ began, ended }) => (Date.parse(ended) - Date.parse(began)) / 3_600_000;

/** JavaScript of page and workers, with their buffers and the memories of wasm (which the first sitting did not tell). */
function heldBytes({ heap, workers, buffers, wasm = 0 }) {
  return heap + buffers + wasm + sum(Object.values(workers));
}

/** Memory after run 50, or in a shorter sitting after the first measure past its third, and at the end. */
function memoryOf({ visits }) {
  const measured = visits.filter(({ memory }) => memory !== undefined);
  const from = visits.length >= 60 ? 50 : Math.ceil(visits.length / 3);
  const base = measured.find(({ number }) => number >= from);
  const last = measured.at(-1);
  if (base === undefined || base === last) return null;
  const growth = heldBytes(last.memory) / heldBytes(base.memory) - 1;
  const resident = last.memory.resident / base.memory.resident - 1;
  return { base, last, growth, resident };
}

/** The middle of the first and of the second half of the visits; the first visitor's run loads the models. */
function paceOf({ visits }, name) {
  const values = visits.slice(1).map((visit) => visit[name]);
  const half = Math.floor(values.length / 2);
  if (half === 0) return null;
  const [first, second] = [middle(values.slice(0, half)), middle(values.slice(half))];
  return { first, second, slower: second / first - 1 };
}

/** The whole report as Markdown, and one sentence for each thing that is not as it should be. */
export function report(book) {
  const sittings = book.sittings.filter(({ visits }) => visits.length > 0);
  const runs = sum(sittings.map(({ visits }) => visits.length));
  const hours = sum(sittings.map(hoursOf));
  const isWhole = runs >= bar.runs && hours >= bar.hours;
  const lines = [
    '# Soak of the kiosk',
    '',
    `${runs} runs in ${hours.toFixed(1)} hours, over ${sittings.length} sittings. The bar is ${bar.runs} runs or ${bar.hours} hours, whichever is more: ${isWhole ? 'it was reached' : 'it has not been reached yet; `node bench/soak.mjs --runs 2000` goes on from `bench/soak.json`'}.`,
    '',
    'A run: a visitor touches the screen, presses "Surprise me" and "Draw it"; GPT-2 writes, DALL-E paints all of its tiles, Stable Diffusion takes few steps (below) and decodes to 512 x 512; then nobody touches anything until the kiosk asks, and starts afresh. A sitting is one browser with a new profile.',
    '',
    ...sittings.flatMap((sitting, at) => sittingLines(sitting, at + 1)),
    ...faultLines(book.faults),
  ];
  return {
    text: lines.join('\n'),
    amiss: [...sittings.flatMap(amissIn), ...book.faults.filter(isUnfit).map(faultSentence)],
  };
}

function sittingLines(sitting, at) {
  const { visits, health } = sitting;
  const memory = memoryOf(sitting);
  const searched = visits.find(({ before }) => before !== undefined);
  const failures = Object.entries(health?.failures ?? {});
  const rows = [
    ['machine', `${sitting.machine}; ${sitting.browser}`],
    ['load of the machine meanwhile (processes waiting, 1 min), middle and most', loadOf(visits)],
    ['built page', `edition ${sitting.edition}, ${sitting.steps} steps of Stable Diffusion`],
    ['runs, of which ended well', `${visits.length}, ${visits.filter(({ told }) => !told).length}`],
    [
      "failures and restarts in the kiosk's book",
      `${failures.length === 0 ? '0' : failures.map(([name, count]) => `${count} x ${name}`).join(', ')}; ${health?.restarts.length ?? 'unread'}`,
    ],
    ['`?health` says', healthSays(sitting.healthPage)],
    ['seconds a run took, middle of first and second half', paceRow(sitting, 'seconds')],
    ['seconds of processor a visit took, the same', paceRow(sitting, 'worked')],
    ...(memory === null ? [['memory', 'too few runs']] : memoryRows(memory)),
    [
      "a visitor's sentence and story before they left were found in",
      searched?.before.join(', ') || 'nothing',
    ],
    [
      'and after the reset in',
      searched === undefined ? 'not searched' : searched.after.join(', ') || 'nothing',
    ],
    [
      'errors thrown; requests to another origin',
      `${sitting.complaints.length}; ${sitting.strayed.length}`,
    ],
    ['address at the end', `\`${sitting.address}\``],
    ...(sitting.broke === undefined ? [] : [['the sitting broke off', sitting.broke]]),
  ];
  return [
    `## Sitting ${at}: ${sitting.began.slice(0, 16).replace('T', ' ')} to ${sitting.ended.slice(11, 16)} UTC`,
    '',
    '| what | measured |',
    '| --- | --- |',
    ...rows.map(([what, value]) => `| ${what} | ${value} |`),
    '',
  ];
}

function loadOf(visits) {
  const loads = visits.map(({ load }) => load);
  return `${middle(loads)}, ${Math.max(...loads)}`;
}

function healthSays(told) {
  if (typeof told === 'string') return told;
  return Object.entries(told ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function paceRow(sitting, name) {
  const pace = paceOf(sitting, name);
  if (pace === null) return 'too few runs';
  return `${pace.first.toFixed(1)}, ${pace.second.toFixed(1)} (${percent(pace.slower)})`;
}

function memoryRows({ base, last, growth, resident }) {
  const part = (name, of) => [
    `${name} after run ${base.number} and after run ${last.number}`,
    `${megabytes(of(base.memory))}, ${megabytes(of(last.memory))}`,
  ];
  return [
    part('JavaScript of the page', ({ heap }) => heap),
    part('JavaScript of the workers', ({ workers }) => sum(Object.values(workers))),
    part('buffers outside those heaps', ({ buffers }) => buffers),
    ...(base.memory.wasm === undefined ? [] : [part('memories of wasm', ({ wasm }) => wasm)]),
    [
      'all of these',
      `${megabytes(heldBytes(base.memory))}, ${megabytes(heldBytes(last.memory))} (${percent(growth)}; bar 5 %)`,
    ],
    [
      'resident memory of the renderer processes, with the memories of wasm',
      `${megabytes(base.memory.resident)}, ${megabytes(last.memory.resident)} (${percent(resident)})`,
    ],
  ];
}

function amissIn(sitting) {
  const { visits, health, began } = sitting;
  const memory = memoryOf(sitting);
  const searched = visits.find(({ before }) => before !== undefined);
  const worked = paceOf(sitting, 'worked');
  return [
    ...visits
      .filter(({ told }) => told)
      .map(({ number, told }) => `run ${number} ended with: ${told}`),
    ...Object.entries(health?.failures ?? {}).map(
      ([name, count]) => `the book has ${count} x ${name}`,
    ),
    ...sitting.complaints.map((sentence) => `the page threw: ${sentence}`),
    ...sitting.strayed.map((address) => `the page asked for ${address}`),
    ...(searched?.after ?? []).map(
      (place) => `after the reset the visitor's words are still in: ${place}`,
    ),
    ...(searched?.before.length === 0 ? ['the search found nothing before the reset either'] : []),
    ...(memory !== null && memory.growth > bar.growth
      ? [`memory grew by ${percent(memory.growth)}`]
      : []),
    ...(memory !== null && memory.resident > bar.growth
      ? [`resident memory grew by ${percent(memory.resident)}`]
      : []),
    ...(worked !== null && visits.length >= 60 && worked.slower > bar.slower
      ? [`runs became slower by ${percent(worked.slower)}`]
      : []),
    ...(sitting.broke === undefined ? [] : [`it broke off: ${sitting.broke}`]),
  ].map((sentence) => `Sitting of ${began}: ${sentence}.`);
}

/** A run may end with its reason; the next one must work. */
function isUnfit({ ended, next }) {
  return ended === '' || ended.startsWith('no end') || next !== ready;
}

function faultSentence({ model, fault, ended, next }) {
  return `${model}, ${fault}: ${ended} / ${next}`;
}

function faultLines(faults) {
  if (faults.length === 0) return [];
  return [
    '## Things that go wrong midway',
    '',
    'Each is done to a model in the middle of its work; the kiosk gives a model that failed one new worker and runs it again.',
    '',
    "| model | what | that run | came into the kiosk's book | the next run |",
    '| --- | --- | --- | --- | --- |',
    ...faults.map(
      ({ model, fault, ended, noted, next, aside }) =>
        `| ${model} | ${fault}${aside ? ` (${aside})` : ''} | ${ended} | ${noted || 'nothing'} | ${next} |`,
    ),
    '',
    ...(untried(faults).length === 0 ? [] : [`Not tried yet: ${untried(faults).join('; ')}.`, '']),
  ];
}
