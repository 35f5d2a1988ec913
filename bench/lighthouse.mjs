/**
 * Lighthouse over the built page: `node bench/lighthouse.mjs` after `npm run build`.
 *
 *   --dist PATH    another built page
 *   --report PATH  where the report goes (bench/lighthouse.md); "-" prints it only
 *   --only NAME    one of the pages below
 *
 * Lighthouse is a large tool and no part of the project: npm fetches the version named here when this is run;
 * LIGHTHOUSE names the folder of an installed one. Files are served compressed, as any host of static pages does.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright';
import { serve } from './soak/site.mjs';

const version = '13.5.0';
const least = 95;
const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    dist: { type: 'string', default: `${root}dist` },
    report: { type: 'string', default: `${root}bench/lighthouse.md` },
    only: { type: 'string' },
  },
});

/** A kiosk that staff have set up shows its attract loop; before, its settings. */
const staffWasHere = {
  'windowsill.kiosk.settings': JSON.stringify({
    choices: {
      quietSeconds: 60,
      warningSeconds: 30,
      languages: ['en', 'es', 'fr'],
      models: ['gpt2', 'dalle', 'diffusion'],
      steps: 20,
      drawsAlone: false,
      theme: 'light',
      address: '',
    },
  }),
};

const pages = [
  { name: 'first page, phone', path: '', manner: [] },
  { name: 'first page, desktop', path: '', manner: ['--preset=desktop'] },
  { name: 'a mode of the lesson, phone', path: '?mode=explain', manner: [] },
  { name: 'kiosk, desktop', path: '?kiosk', manner: ['--preset=desktop'], kept: staffWasHere },
  { name: "teacher's page, phone", path: '?teacher', manner: [] },
].filter(({ name }) => options.only === undefined || name === options.only);

/** How to call Lighthouse: the installed one, or the one that npm fetches. */
function caller() {
  const installed = process.env['LIGHTHOUSE'];
  if (installed !== undefined) return ['node', [join(installed, 'cli/index.js')]];
  return ['npm', ['exec', '--yes', `--package=lighthouse@${version}`, '--', 'lighthouse']];
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** One page in a browser of its own; scores in percent and what costs points. */
async function look(site, { name, path, manner, kept }) {
  const folder = mkdtempSync(join(tmpdir(), 'windowsill-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
    viewport: null,
  });
  try {
    const address = `${site.address}${path}`;
    if (kept !== undefined) await keep(context, site.address, kept);
    const file = join(folder, 'lighthouse.json');
    const [command, first] = caller();
    await promisify(execFile)(command, [
      ...first,
      address,
      `--port=${port}`,
      '--output=json',
      `--output-path=${file}`,
      '--quiet',
      ...manner,
      ...(kept === undefined ? [] : ['--disable-storage-reset']),
    ]);
    return { name, address: path, ...told(JSON.parse(readFileSync(file, 'utf8'))) };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts entries into the storage of the site before Lighthouse comes. */
async function keep(context, address, entries) {
  const page = await context.newPage();
  await page.goto(`${address}licences.txt`);
  await page.evaluate((entries) => {
    for (const [name, value] of Object.entries(entries)) localStorage.setItem(name, value);
  }, entries);
  await page.close();
}

function told({ categories, audits, environment }) {
  const scores = Object.values(categories).map(({ title, score }) => ({
    title,
    score: Math.round((score ?? 0) * 100),
  }));
  const lost = Object.values(categories).flatMap(({ title, auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${title}: ${audits[id].title} ${audits[id].displayValue ?? ''}`.trim()),
  );
  return { scores, lost, speed: environment.benchmarkIndex };
}

function report(looks) {
  const titles = looks[0].scores.map(({ title }) => title);
  return [
    '# Lighthouse',
    '',
    `Lighthouse ${version}, \`node bench/lighthouse.mjs\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model ?? ''}. Bar: ${least} in each category. Load of the machine at the end: ${loadavg()[0].toFixed(1)}. The last column is Lighthouse's own measure of how fast the machine was meanwhile; it slows a phone's page down fourfold from there, so that a busy machine costs points of performance.`,
    '',
    `| page | address | ${titles.join(' | ')} | speed |`,
    `| --- | --- |${titles.map(() => ' --- |').join('')} --- |`,
    ...looks.map(
      ({ name, address, scores, speed }) =>
        `| ${name} | \`./${address}\` | ${scores.map(({ score }) => score).join(' | ')} | ${Math.round(speed)} |`,
    ),
    '',
    ...looks.flatMap(({ name, lost }) =>
      lost.length === 0 ? [] : [`${name}:`, '', ...lost.map((sentence) => `- ${sentence}`), ''],
    ),
  ].join('\n');
}

const site = await serve(options.dist, { isCompressed: true });
const looks = [];
for (const page of pages) {
  // On a busy machine its trace may miss the beginning: once more, then.
  looks.push(await look(site, page).catch(() => look(site, page)));
  console.log(JSON.stringify(looks.at(-1)));
}
site.end();
const text = report(looks);
if (options.report === '-') console.log(text);
else writeFileSync(options.report, text);
process.exit(looks.every(({ scores }) => scores.every(({ score }) => score >= least)) ? 0 : 1);
