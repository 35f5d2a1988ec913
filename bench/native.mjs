/**
 * One guided step of the UNet on wasm against the same graph in onnxruntime-node, same feeds, same
 * threads, turn by turn in one process: `node bench/native.mjs`. int8 weights are unfolded at load on
 * both sides. On one thread the processor's time is taken, which stands on a busy machine, too; with
 * THREADS=2 and more the clock's.
 */
import { readFileSync } from 'node:fs';
import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';
import { isSmoke, median, root, row, runAlone } from './harness.mjs';

const path = `${process.env['WINDOWSILL_MODELS'] ?? `${root}models`}/stable-diffusion/unet/model.onnx`;
const threads = Number(process.env['THREADS'] ?? 1);
const pairs = isSmoke ? 3 : 25;

function feeds({ Tensor }) {
  const chirp = (...dims) => {
    const size = dims.reduce((a, b) => a * b);
    return new Tensor(
      'float32',
      Float32Array.from({ length: size }, (_, k) => Math.sin(0.37 * k * k)),
      dims,
    );
  };
  return {
    sample: chirp(2, 4, 32, 32),
    timestep: new Tensor('int64', new BigInt64Array([500n]), [1]),
    encoder_hidden_states: chirp(2, 24, 160),
  };
}

/** Milliseconds since `begun`. */
function spent(begun) {
  const { user, system } = process.cpuUsage(begun.cpu);
  return threads === 1 ? (user + system) / 1000 : performance.now() - begun.clock;
}

async function timed(session, fed) {
  const begun = { cpu: process.cpuUsage(), clock: performance.now() };
  const { out_sample } = await session.run(fed, ['out_sample']);
  return { ms: spent(begun), numbers: out_sample.data };
}

async function measure() {
  const model = readFileSync(path);
  web.env.wasm.numThreads = threads;
  web.env.logLevel = 'error';
  const extra = { session: { disable_quant_qdq: '1' } };
  const here = await web.InferenceSession.create(model, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    extra,
  });
  const there = await native.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    extra,
  });
  const [ours, theirs] = [feeds(web), feeds(native)];
  for (let k = 0; k < (isSmoke ? 2 : 15); k++) {
    await timed(here, ours);
    await timed(there, theirs);
  }
  const taken = [];
  let apart = 0;
  for (let k = 0; k < pairs; k++) {
    const [wasm, node] = [await timed(here, ours), await timed(there, theirs)];
    taken.push({ wasm: wasm.ms, node: node.ms });
    wasm.numbers.forEach(
      (value, at) => (apart = Math.max(apart, Math.abs(value - node.numbers[at]))),
    );
  }
  const ms = (value) => `${value.toFixed(1)} ms`;
  return [
    row(`wasm, ${threads} thread(s): one guided step`, median(taken.map(({ wasm }) => wasm)), ms),
    row(`onnxruntime-node, ${threads} thread(s)`, median(taken.map(({ node }) => node)), ms),
    row(
      'wasm as a share of native speed',
      median(taken.map(({ wasm, node }) => node / wasm)),
      (share) => share.toFixed(2),
      { least: 0.25 },
    ),
    row('Largest difference of the answers', apart, (value) => value.toExponential(1)),
  ];
}

export const nativeCode = {
  title: 'The UNet beside native code',
  how: 'Node, the shipped graph, batch of two, medians of pairs in turn (`node bench/native.mjs`, THREADS=1).',
  measure,
};
await runAlone(nativeCode, import.meta.url);
