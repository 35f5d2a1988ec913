/**
 * What explaining costs: the real engines and shipped packs in Node, with and without, side by side,
 * turn by turn. `node bench/explain.mjs` prints the table and writes it to bench/explain.md; names of
 * families measure those only and write nothing; REPEATS sets how many pairs (5), WINDOWSILL_MODELS
 * another folder of packs.
 */
import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const repeats = Number(process.env['REPEATS'] ?? 5);
const prompt = 'A cat sitting on a sunny windowsill';
const common = { prompt, seed: 7 };
const requests = {
  gpt2: { ...common, family: 'gpt2', temperature: 1, topK: 40, topP: 1, maxNewTokens: 80 },
  dalle: { ...common, family: 'dalle', temperature: 1, topK: 32, guidance: 2 },
  diffusion: { ...common, family: 'diffusion', steps: 20, guidance: 3, sampler: 'ddim' },
};

const server = await createServer({ root, logLevel: 'error', server: { middlewareMode: true } });
const load = (path) => server.ssrLoadModule(path);
const { createGpt2 } = await load('/src/engines/gpt2.ts');
const { createDalle } = await load('/src/engines/dalle.ts');
const { createDiffusion } = await load('/src/engines/diffusion.ts');
const { wasmRuntime } = await load('/src/engines/runtime.ts');
const { shippedPack } = await load('/tests/fakes/shipped.ts');
const makers = { gpt2: createGpt2, dalle: createDalle, diffusion: createDiffusion };

/** CPU milliseconds of a run: what other processes take of the machine does not count. */
async function measure(engine, request) {
  const before = process.cpuUsage();
  const start = performance.now();
  let explained = 0;
  for await (const event of engine.run(request, new AbortController().signal)) {
    if (event.type === 'explain') explained++;
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - start, explained };
}

const median = (numbers) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

async function row(family) {
  const engine = makers[family](shippedPack(family), wasmRuntime(1));
  const request = requests[family];
  await measure(engine, { ...request, explain: true });
  const pairs = [];
  for (let k = 0; k < repeats; k++) {
    const order = k % 2 === 0 ? [false, true] : [true, false];
    const runs = {};
    for (const explain of order) runs[explain] = await measure(engine, { ...request, explain });
    pairs.push({ plain: runs[false], explained: runs[true] });
  }
  const share = (kind) =>
    median(pairs.map(({ plain, explained }) => explained[kind] / plain[kind] - 1));
  const ms = (kind, which) => `${Math.round(median(pairs.map((pair) => pair[which][kind])))} ms`;
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  return [
    family,
    ms('cpuMs', 'plain'),
    ms('cpuMs', 'explained'),
    percent(share('cpuMs')),
    percent(share('wallMs')),
  ];
}

const before = loadavg()[0];
const rows = [];
for (const family of process.argv.slice(2).length > 0
  ? process.argv.slice(2)
  : Object.keys(requests)) {
  rows.push(await row(family));
  console.log(rows.at(-1).join(' | '));
}
await server.close();
const table = [
  '# What explaining costs',
  '',
  `Written by \`node bench/explain.mjs\` on ${new Date().toISOString().slice(0, 10)}: the engines in Node on wasm, ` +
    `1 thread, warm, ${repeats} pairs of runs in turn, medians; the shares are medians of the pairs'.`,
  `Machine: ${cpus().length} x ${cpus()[0].model.trim()}. Load average before ${before.toFixed(1)}, after ${loadavg()[0].toFixed(1)}.`,
  '',
  '| model | CPU time without | with | more CPU time | more wall time | bar |',
  '|---|---|---|---|---|---|',
  ...rows.map((cells) => `| ${cells.join(' | ')} | 10 % |`),
  '',
].join('\n');
console.log(table);
if (rows.length === 3) {
  writeFileSync(new URL('explain.md', import.meta.url), table);
}
