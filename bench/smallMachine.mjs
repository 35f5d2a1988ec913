/**
 * What a small machine without a graphics card is asked for, with each of the offers that a class makes it:
 * the built page in Chromium, `npm run build && node bench/smallMachine.mjs`. Memory is what all processes
 * of the browser hold at once (their proportional shares, so that what they share counts once), browser and
 * empty page included; the most that was seen, ten times a second.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { isSmoke, root, row, runAlone, seconds } from './harness.mjs';
import { serve } from './soak/site.mjs';

const dist = process.env['WINDOWSILL_DIST'] ?? `${root}dist`;
const rooms = ['Write', 'Paint', 'Dream'];
const offers = [
  { what: 'all models kept, 20 steps', steps: 20, spares: false },
  { what: 'one model at a time, 20 steps', steps: 20, spares: true },
  { what: 'one model at a time, 6 steps', steps: 6, spares: true },
  { what: 'a recorded run', isReplay: true },
];

/** The link of a class that allows everything, and words on the list. */
function classLink() {
  const plan = {
    name: 'Small machines',
    languages: [],
    modes: [],
    models: ['gpt2', 'dalle', 'diffusion'],
    prompts: { kind: 'free', childSafe: true },
    quizLength: 6,
  };
  return `#class=${Buffer.from(JSON.stringify(plan)).toString('base64url')}`;
}

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** Bytes that the processes of a browser hold, by the folder of its profile. */
function heldBy(profile) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map();
  let first;
  for (const id of processes) {
    const stat = read(`/proc/${id}/stat`);
    parents.set(id, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    const command = read(`/proc/${id}/cmdline`);
    if (command.includes(profile) && !command.includes('--type=')) first ??= id;
  }
  const isOurs = (id) => id !== undefined && (id === first || isOurs(parents.get(id)));
  const shares = processes
    .filter(isOurs)
    .map((id) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0));
  return shares.reduce((sum, kilobytes) => sum + kilobytes * 1024, 0);
}

/** A process may end while it is looked at. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The most memory and that after the run, in bytes, and how long the run took, in milliseconds. */
async function tryOffer({ steps = 20, spares = false, isReplay = false }, address) {
  const profile = mkdtempSync(join(tmpdir(), 'windowsill-small-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
    locale: 'en',
  });
  let most = 0;
  const look = () => {
    const held = heldBy(profile);
    most = Math.max(most, held);
    return held;
  };
  const timer = setInterval(look, 100);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(1_200_000);
    await page.goto(`${address}?lang=en${classLink()}`);
    await page.getByLabel('Hold one model at a time').setChecked(spares);
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    if (!isReplay) await setSteps(page, steps);
    const began = performance.now();
    if (isReplay)
      await page
        .getByRole('group', { name: 'Watch a recorded run' })
        .getByRole('button')
        .first()
        .click();
    else await page.getByRole('button', { name: 'Run', exact: true }).click();
    for (const name of rooms) {
      await page
        .getByRole('region', { name, exact: true })
        .and(page.locator('[data-status="done"]'))
        .waitFor();
    }
    const ms = performance.now() - began;
    // What has been let go of is given back within seconds.
    await page.waitForTimeout(10_000);
    return { most, after: look(), ms };
  } finally {
    clearInterval(timer);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Takes the steps from a link, as a class may. */
async function setSteps(page, steps) {
  await page.evaluate((steps) => {
    location.hash = `#prompt=a+cat+on+a+windowsill&seed=7&steps=${steps}`;
  }, steps);
  await page.waitForFunction(() => !location.hash.startsWith('#prompt='));
}

async function measure() {
  const site = await serve(dist);
  const rows = [];
  try {
    for (const offer of isSmoke ? offers.slice(3) : offers) {
      const { most, after, ms } = await tryOffer(offer, site.address);
      rows.push(row(offer.what, most, megabytes, { most: 1.5e9 }));
      rows.push(row(`${offer.what}: ten seconds after the run`, after, megabytes));
      rows.push(row(`${offer.what}: time of the run`, ms, seconds));
    }
  } finally {
    site.end();
  }
  return rows;
}

export const smallMachine = {
  title: 'A small machine without a graphics card',
  how: 'Most memory of the whole browser, and the time of one run of all three models, with each offer that a class makes.',
  measure,
};
await runAlone(smallMachine, import.meta.url);
