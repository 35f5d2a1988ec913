/**
 * Where the time of the UNet and of the decoder goes: milliseconds by operator, as onnxruntime's own
 * profiler tells them, on one native thread with the optimised graph: `node bench/profile.mjs` prints
 * the table and writes it to bench/profile.md. Python's onnxruntime is asked (PYTHON, else
 * /work/venv/bin/python), since the web's profiler writes nowhere.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { machine, root } from './harness.mjs';

const python = process.env['PYTHON'] ?? '/work/venv/bin/python';
const { status, stdout, stderr } = spawnSync(python, ['-m', 'bench.profile_graphs'], {
  cwd: root,
  encoding: 'utf8',
});
if (status !== 0) {
  console.error(stderr);
  process.exit(1);
}
const text = `# Time by operator

Written by \`node bench/profile.mjs\` on ${new Date().toISOString().slice(0, 10)}: one thread of onnxruntime for Python, the optimised graph, warm.
Machine: ${machine()}.

${stdout}`;
const pretty = await format(text, { parser: 'markdown' });
console.log(pretty);
writeFileSync(new URL('profile.md', import.meta.url), pretty);
process.exit(0);
