import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project's folder with its output shown; returns its exit code. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status ?? 1;
}

/** Makes sure that node_modules holds what package-lock.json asks for. */
export function ensureModules() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what is missing (npm ci) ...');
  const code = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) stop('npm ci did not finish: this first start needs the npm registry.');
}

/** The path of a Chromium for the tests: CHROME_PATH, an installed one, Playwright's, Debian's. */
export async function ensureChromium() {
  const found = process.env.CHROME_PATH ?? onPath() ?? (await playwrights()) ?? debians();
  if (found === undefined || !existsSync(found)) {
    stop('No Chromium found: set CHROME_PATH to one, or run "npx playwright install chromium".');
  }
  return found;
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  places.push('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
  return places.find((place) => existsSync(place));
}

async function playwrights() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function debians() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  if (!existsSync('/etc/debian_version')) return undefined;
  console.log('Installing Chromium (apt-get) ...');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' });
  return onPath();
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
