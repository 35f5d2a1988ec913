/**
 * Twenty guided steps and the decoding, here and with diffusers in Python over the same ONNX files, as
 * many threads: `node bench/python.mjs` (PYTHON, else /work/venv/bin/python). Programs in the manner of
 * stable-diffusion.cpp read only the weights of the published architectures, not these.
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { requests } from './engines.mjs';
import { isSmoke, root, row, runAlone, seconds, times, withPage } from './harness.mjs';

const python = process.env['PYTHON'] ?? '/work/venv/bin/python';

async function measure() {
  const repeats = isSmoke ? 1 : 5;
  const threads = Math.min(cpus().length, 4);
  const { status, stdout, stderr } = spawnSync(
    python,
    ['-m', 'bench.diffusers', String(threads), String(repeats)],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const theirs = JSON.parse(stdout).runMs;
  const runs = await withPage('index', 'measureRuns', (page) =>
    page.evaluate(
      ([asked, count]) => window.measureRuns(asked, count),
      [[requests.diffusion], repeats],
    ),
  );
  const ours = Math.min(...runs.map(({ runMs }) => runMs));
  return [
    row('Here: 20 guided steps, 512x512', ours, seconds),
    row(`Python, diffusers and onnxruntime, ${threads} threads`, theirs, seconds),
    row('Python is faster by', ours / theirs, times),
  ];
}

export const inPython = {
  title: 'Stable Diffusion beside Python',
  how: 'The same files, warm, the best of five (`node bench/python.mjs`).',
  measure,
};
await runAlone(inPython, import.meta.url);
