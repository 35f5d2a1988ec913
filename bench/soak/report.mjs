/** The figures of a soak as a report, and what is amiss with them. */

const ready = 'That is what they made of your words.';

const middle = (values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Memory is held against that after run 50, or in a shorter soak after the first measure past its fifth. */
function memoryOf(visits) {
  const measured = visits.filter(({ bytes }) => bytes !== null);
  const from = Math.min(50, Math.ceil(visits.length / 5));
  const base = measured.find(({ number }) => number >= from) ?? measured[0];
  const last = measured.at(-1);
  if (base === undefined || last === undefined) return null;
  return { base, last, growth: last.bytes / base.bytes - 1 };
}

/** The middle time of the first and of the last third of the visits. */
function paceOf(visits) {
  const third = Math.max(1, Math.floor(visits.length / 3));
  return {
    first: middle(visits.slice(0, third).map(({ elapsedMs }) => elapsedMs)),
    last: middle(visits.slice(-third).map(({ elapsedMs }) => elapsedMs)),
  };
}

export function report(result) {
  const { visits, health, faults } = result;
  const memory = memoryOf(visits);
  const pace = paceOf(visits);
  const searched = visits.find(({ before }) => before !== null);
  const unready = visits.filter(({ told }) => told !== ready);
  const failures = Object.entries(health.failures);
  const unfit = faults.filter(({ ended, next }) => ended.startsWith('no end') || next !== ready);
  const amiss = [
    ...unready.map(({ number, told }) => `Run ${number} ended with: ${told}`),
    ...failures.map(([name, count]) => `The book has ${count} x ${name}.`),
    ...result.complaints.map((sentence) => `The page threw: ${sentence}`),
    ...result.strayed.map((address) => `The page asked for ${address}.`),
    ...(searched?.after ?? []).map(
      (place) => `After the reset the sentence is still in: ${place}.`,
    ),
    ...(searched?.before?.length === 0
      ? ['The search found nothing before the reset either.']
      : []),
    ...unfit.map(({ model, fault, ended, next }) => `${model}, ${fault}: ${ended} / ${next}`),
  ];
  const lines = [
    '# Soak of the kiosk',
    '',
    `\`node bench/soak.mjs --runs ${result.runs}${result.steps === 20 ? '' : ' --short'}${faults.length > 0 ? ' --faults' : ''}\`, begun ${result.began.toISOString()}, ${result.machine}, ${result.steps} steps of Stable Diffusion.`,
    '',
    '| what | measured |',
    '| --- | --- |',
    `| visitors | ${visits.length} |`,
    `| runs that ended well | ${visits.length - unready.length} |`,
    `| failures in the kiosk's book | ${failures.length === 0 ? 0 : failures.map(([name, count]) => `${count} x ${name}`).join(', ')} |`,
    `| restarts in the kiosk's book | ${health.restarts.length} |`,
    `| time of a run, middle of the first and of the last third | ${seconds(pace.first)}, ${seconds(pace.last)} |`,
    memory === null
      ? '| memory | not told by this browser |'
      : `| memory of page and workers after run ${memory.base.number} and after run ${memory.last.number} | ${megabytes(memory.base.bytes)}, ${megabytes(memory.last.bytes)} (${(memory.growth * 100).toFixed(1)} %) |`,
    `| a visitor's sentence before they left was found in | ${searched?.before?.join(', ') || 'nothing'} |`,
    `| and after the reset in | ${searched?.after?.join(', ') || 'nothing'} |`,
    `| heaps that gave no snapshot, and so were not searched | ${searched?.unsearched?.join(', ') || 'none'} |`,
    `| errors thrown, requests to another origin | ${result.complaints.length}, ${result.strayed.length} |`,
    `| address at the end | \`${result.address}\` |`,
    '',
    ...faultLines(faults),
  ];
  return { text: lines.join('\n'), amiss };
}

function faultLines(faults) {
  if (faults.length === 0) return [];
  return [
    '## Things that go wrong midway',
    '',
    '| model | what | that run | the next run |',
    '| --- | --- | --- | --- |',
    ...faults.map(
      ({ model, fault, ended, next }) => `| ${model} | ${fault} | ${ended} | ${next} |`,
    ),
    '',
  ];
}
