/** Serves a built page with the headers that isolate it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sirv from 'sirv';

const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const worker = 'service.worker.js';

const texts = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * The address, how to end it, and `publish`: from then on a service worker of other bytes is served. With
 * `isCompressed` texts come as gzip.
 */
export async function serve(folder, { isCompressed = false } = {}) {
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  let edition = 0;
  const server = createServer((request, response) => {
    if (edition > 0 && request.url?.startsWith(`/${worker}`)) {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript' });
      response.end(`${readFileSync(join(folder, worker), 'utf8')}\n// edition ${edition}\n`);
      return;
    }
    if (isCompressed && sendText(folder, request, response)) return;
    files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    publish: () => edition++,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether the file was a text, and has been sent. */
function sendText(folder, request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = join(folder, pathname === '/' ? 'index.html' : pathname);
  const type = texts[extname(path)];
  if (type === undefined || pathname.includes('..') || !existsSync(path)) return false;
  const bytes = gzipSync(readFileSync(path));
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Encoding': 'gzip' });
  response.end(bytes);
  return true;
}
