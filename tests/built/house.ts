import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright';
import sirv from 'sirv';

/** The built page, or the one in the folder WINDOWSILL_DIST. */
export const dist =
  process.env['WINDOWSILL_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));
if (!existsSync(dist)) throw new Error('dist/ is missing: npm run build comes first');

/** How long a run of a model may take here. */
export const patience = { timeout: 240_000 };

export async function listen(listener: RequestListener, port = 0): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

export function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Serves a built page under a sub-path, with the headers its host sets, if any. */
export function serve(
  subPath: string,
  {
    headers = {},
    folder = dist,
    port = 0,
  }: { headers?: object; folder?: string; port?: number } = {},
): Promise<Server> {
  const files = sirv(folder, {
    dev: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers))
        response.setHeader(name, value as string);
    },
  });
  return listen((request, response) => {
    const nothing = () => {
      response.writeHead(404).end();
    };
    if (request.url?.startsWith(`${subPath}/`) !== true) {
      nothing();
      return;
    }
    request.url = request.url.slice(subPath.length);
    files(request, response, nothing);
  }, port);
}

/**
 * Serves it as GitHub Pages does, under the name of a repository: no headers of isolation, everything
 * cached for ten minutes, an HTML page for what is not there, the folder's name without its slash sent on,
 * and nothing that Jekyll leaves out.
 */
export function servePages(repository: string, port = 0): Promise<Server> {
  const files = sirv(dist, {
    dev: true,
    setHeaders: (response) => {
      response.setHeader('Cache-Control', 'max-age=600');
      response.setHeader('Access-Control-Allow-Origin', '*');
    },
  });
  return listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const nothing = () => {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>404</h1>File not found');
    };
    if (pathname === repository) {
      response.writeHead(301, { Location: `${repository}/` }).end();
    } else if (!pathname.startsWith(`${repository}/`) || jekyllsOwn.test(pathname)) {
      nothing();
    } else {
      request.url = request.url?.slice(repository.length);
      files(request, response, nothing);
    }
  }, port);
}

/** Names that Jekyll keeps to itself, unless a folder holds a file ".nojekyll". */
export const jekyllsOwn = /\/[._#]|~$|\/(node_modules|vendor)\//;

/** What Chromium asks of its maker on its own account, whatever page is open; exact names only. */
const chromiumsOwn =
  /^(http:\/\/)?(update|content-autofill|optimizationguide-pa)\.googleapis\.com[:/]|^(accounts|clients2)\.google\.com:/;

/**
 * A proxy through which a browser sends whatever is not for 127.0.0.1, from pages, workers and
 * service workers alike: it answers nothing and remembers every address.
 */
export async function witness(): Promise<{ server: Server; strayed: string[] }> {
  const strayed: string[] = [];
  const remember = ({ url = '' }: IncomingMessage) => {
    if (!chromiumsOwn.test(url)) strayed.push(url);
  };
  const server = await listen((request, response) => {
    remember(request);
    response.writeHead(403).end();
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    remember(request);
    socket.destroy();
  });
  return { server, strayed };
}

/** A browser whose profile lies in `profile` ('' for one that is thrown away); other origins go to `proxy`. */
export function launch(profile: string, proxy: Server): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
    proxy: { server: addressOf(proxy), bypass: '127.0.0.1' },
  });
}

/** What a page's console complains of. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

export function room(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** Waits for a room to end; "done", or what it says of its failure. */
export async function ended(page: Page, name: string): Promise<string> {
  const over = 'xpath=self::*[@data-status="done" or @data-status="failed"]';
  await room(page, name).locator(over).waitFor(patience);
  const status = await room(page, name).getAttribute('data-status');
  return status === 'done' ? status : room(page, name).innerText();
}
