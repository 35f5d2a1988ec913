import { keep } from '../packs/keep.ts';
import { readManifest } from '../packs/manifest.ts';
import { httpFolder } from '../packs/source.ts';
import { hubOrigin } from '../packs/standard/hubHosts.ts';
import { browserStore } from '../packs/store.ts';
import { answer, type Desk } from './answer.ts';
import { takeOver, whatIsKept, type Edition, type Kept } from './edition.ts';
import { KeptCopy } from './keptCopy.ts';
import { filesToFollow, keptBy } from './succession.ts';

/**
 * The service worker of one edition. The first one takes over at once, since nothing is kept yet: the
 * page keeps the files, with progress. A later one first fetches what is new of all that is kept of the
 * older edition, then waits until a page lets it take over.
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
    const { active } = worker.registration;
    if (active === null) return worker.skipWaiting();
    const kept = await keptBy(active);
    if (kept.paths.length > 0) await follow(kept);
  }

  /** Throws where something is missing: then this edition is not installed, and the older one stays. */
  async function follow(kept: Kept): Promise<void> {
    const never = new AbortController().signal;
    const manifest = await readManifest(httpFolder(new URL('models/', home)), never);
    const files = filesToFollow(edition, manifest, kept);
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

  async function tellKept(ports: readonly MessagePort[]): Promise<void> {
    const kept = await desk.copy.kept();
    for (const port of ports) port.postMessage(kept);
  }

  worker.addEventListener('install', (event) => {
    event.waitUntil(install());
  });
  worker.addEventListener('activate', (event) => {
    event.waitUntil(activate());
  });
  worker.addEventListener('message', (event) => {
    if (event.data === takeOver) void worker.skipWaiting();
    if (event.data === whatIsKept) event.waitUntil(tellKept(event.ports));
  });
  worker.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    // What the visitor lets the page ask goes its own way: nothing of it is kept here.
    if (import.meta.env.WINDOWSILL_HUB && url.origin === hubOrigin) return;
    if (url.origin !== home.origin) event.respondWith(Response.error());
    else if (event.request.method === 'GET' && url.pathname.startsWith(home.pathname)) {
      event.respondWith(answer(event.request, desk));
    }
  });
}
