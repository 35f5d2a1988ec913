import { keep, packFiles } from '../packs/keep.ts';
import { readManifest } from '../packs/manifest.ts';
import { httpFolder } from '../packs/source.ts';
import { browserStore } from '../packs/store.ts';
import { answer, type Desk } from './answer.ts';
import { takeOver, type Edition } from './edition.ts';
import { KeptCopy } from './keptCopy.ts';

/**
 * The service worker of one edition. The first one takes over at once, since nothing is kept yet: the
 * page keeps the files, with progress. A later one first fetches all that is new, where the older
 * edition is kept, then waits until a page lets it take over.
 */
export function serveOffline(worker: ServiceWorkerGlobalScope, edition: Edition): void {
  const home = new URL(worker.registration.scope);
  const store = browserStore(home);
  const desk: Desk = {
    home,
    edition,
    copy: new KeptCopy(edition, store),
    fetch: (request) => fetch(request),
  };

  async function install(): Promise<void> {
    if (worker.registration.active === null) return worker.skipWaiting();
    if ((await store.held()).size > 0) await fetchEdition();
  }

  /** Throws where something is missing: then this edition is not installed, and the older one stays. */
  async function fetchEdition(): Promise<void> {
    const never = new AbortController().signal;
    const manifest = await readManifest(httpFolder(new URL('models/', home)), never);
    const files = [...edition.files, ...packFiles(manifest)];
    const keeping = keep(files, { source: httpFolder(home), store }, never);
    for (;;) {
      const { done, value } = await keeping.next();
      if (done !== true) continue;
      if (value !== 'kept') throw new Error(`The new edition is not kept: ${value}.`);
      return;
    }
  }

  async function activate(): Promise<void> {
    await worker.clients.claim();
    const files = await desk.copy.files();
    if (files !== null) await store.sweep(new Set(files.map(({ sha256 }) => sha256)));
  }

  worker.addEventListener('install', (event) => {
    event.waitUntil(install());
  });
  worker.addEventListener('activate', (event) => {
    event.waitUntil(activate());
  });
  worker.addEventListener('message', (event) => {
    if (event.data === takeOver) void worker.skipWaiting();
  });
  worker.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    if (url.origin !== home.origin) event.respondWith(Response.error());
    else if (event.request.method === 'GET' && url.pathname.startsWith(home.pathname)) {
      event.respondWith(answer(event.request, desk));
    }
  });
}
