/** Looks for a visitor's words in every place of a browser where they could have stayed. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withTargets } from './targets.mjs';

const snapshotMs = 120_000;

/** Where one of the texts is found: names of places. Throws where a place cannot be searched. */
export async function placesOf(kiosk, texts) {
  const found = [];
  const codes = texts.map((text) => [...text].map((character) => character.codePointAt(0)));
  await withTargets(kiosk.page, async (targets) => {
    const [page] = targets;
    found.push(...(await page.call(inPage, codes)));
    const { entries } = await page.ask('Page.getNavigationHistory');
    if (holds(JSON.stringify(entries), texts)) found.push('history');
    for (const target of targets) {
      if (holds(await snapshotOf(target), texts)) found.push(`heap of ${target.name}`);
    }
    if (await inBuffers(page, codes)) found.push('buffers of page');
  });
  for (const worker of kiosk.page.workers().filter((one) => one.url().includes('.worker'))) {
    const source = `(${inBytes}).call(globalThis.soak?.memories ?? [], ${JSON.stringify(codes)})`;
    if (await worker.evaluate(source)) found.push(`wasm of ${worker.url().split('/').at(-1)}`);
  }
  if (kiosk.profile !== null) found.push(...inFolder(kiosk.profile, texts));
  return found;
}

/** As JSON, an address or a form would write it, in any case. */
function holds(value, texts) {
  const lower = value.toLowerCase();
  return texts
    .flatMap((text) => [text, text.replaceAll(' ', '+'), encodeURIComponent(text)])
    .some((form) => lower.includes(form.toLowerCase()));
}

/**
 * Runs in the page. The texts come as numbers of characters, so that asking leaves none of them behind.
 */
const inPage = `async (codes) => {
  const texts = codes.map((code) => String.fromCodePoint(...code).toLowerCase());
  const forms = texts.flatMap((text) => [text, text.replaceAll(' ', '+'), encodeURIComponent(text)]);
  const found = new Set();
  const look = (place, value) => {
    if (forms.some((form) => value.toLowerCase().includes(form))) found.add(place);
  };
  const tries = async (read) => {
    try { await read(); } catch { /* What the browser refuses holds nothing. */ }
  };
  look('address', decodeURIComponent(location.href) + location.href);
  look('state of the history', JSON.stringify(history.state ?? null));
  look('title', document.title);
  look('document', document.documentElement.outerHTML);
  look('fields', [...document.querySelectorAll('input, textarea')].map(({ value }) => value).join('\\n'));
  look('cookies', document.cookie);
  look('name of the window', window.name);
  await tries(() => look('localStorage', JSON.stringify({ ...localStorage })));
  await tries(() => look('sessionStorage', JSON.stringify({ ...sessionStorage })));
  await tries(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        look('Cache Storage', request.url);
        look('Cache Storage', await (await cache.match(request)).text());
      }
    }
  });
  await tries(async () => {
    for (const { name } of await indexedDB.databases()) {
      const base = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = reject;
      });
      look('IndexedDB', name);
      for (const store of base.objectStoreNames) {
        const all = await new Promise((resolve, reject) => {
          const reading = base.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = reject;
        });
        look('IndexedDB', JSON.stringify(all));
      }
      base.close();
    }
  });
  const walk = async (folder) => {
    for await (const [name, entry] of folder) {
      look('OPFS', name);
      if (entry.kind === 'directory') await walk(entry);
      else look('OPFS', await (await entry.getFile()).text());
    }
  };
  await tries(async () => walk(await navigator.storage.getDirectory()));
  return [...found];
}`;

/** DevTools' own snapshot: it collects the garbage first. */
async function snapshotOf(target) {
  const chunks = [];
  const deafen = target.hear('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(chunk);
  });
  await target.ask('HeapProfiler.enable');
  await target.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, snapshotMs);
  deafen();
  return chunks.join('');
}

/** A snapshot leaves out what buffers hold: those of the page are read too, as Latin-1 and as UTF-16. */
async function inBuffers(target, codes) {
  for (const name of ['ArrayBuffer', 'SharedArrayBuffer']) {
    if (await target.callOnAll(name, inBytes, codes)) return true;
  }
  return false;
}

const inBytes = `function (codes) {
  const forms = codes.flatMap((code) => [code, code.flatMap((character) => [character, 0])]);
  const texts = forms.map((form) => String.fromCharCode(...form));
  const reader = new TextDecoder('latin1');
  const chunk = 1 << 23;
  const overlap = 512;
  return this.some((one) => {
    const buffer = one.buffer ?? one;
    for (let from = 0; from < buffer.byteLength; from += chunk) {
      const bytes = Math.min(chunk + overlap, buffer.byteLength - from);
      const part = reader.decode(new Uint8Array(buffer, from, bytes).slice());
      if (texts.some((text) => part.includes(text))) return true;
    }
    return false;
  });
}`;

/** Every file of the browser's profile, as Latin-1 and as UTF-16. */
function inFolder(folder, texts) {
  const forms = texts.flatMap((text) => [
    Buffer.from(text, 'latin1'),
    Buffer.from(text, 'utf16le'),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && holdsOne(join(entry.parentPath, entry.name), forms))
    .map(({ name }) => `the profile's file ${name}`);
}

/** A file that the browser has just thrown away holds nothing. */
function holdsOne(file, forms) {
  try {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form));
  } catch {
    return false;
  }
}
