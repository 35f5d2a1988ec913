import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium, ensureModules, run } from './ensure.mjs';

ensureModules();
const CHROME_PATH = await ensureChromium();
const reports = mkdtempSync(join(tmpdir(), 'windowsill-'));
let passed = 0;
let failed = 0;

function check(script) {
  console.log(`\n== ${script}`);
  if (run('npm', ['run', '--silent', script]) === 0) passed++;
  else failed++;
}

function tests(project) {
  console.log(`\n== ${project} tests`);
  const report = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const code = run('node', [vitest, 'run', '--project', project, ...reporters], { CHROME_PATH });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  passed += counts.numPassedTests ?? 0;
  failed += Math.max(counts.numFailedTests ?? 0, code === 0 ? 0 : 1);
}

for (const script of ['check:format', 'check:types', 'check:lint', 'build']) check(script);
for (const project of ['node', 'built', 'browser']) tests(project);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
