/** Looks for a text in every place of a browser where a visitor's words could have stayed. */

/** Where the text is found, and which heaps gave no snapshot in two minutes: names of places. */
export async function placesOf(kiosk, text) {
  const found = await kiosk.page.evaluate(inPage, text);
  const heaps = await heapsOf(kiosk.page);
  for (const [name, heap] of heaps) if (heap?.includes(text)) found.push(`heap of ${name}`);
  const unsearched = heaps.filter(([, heap]) => heap === null).map(([name]) => `heap of ${name}`);
  return { found, unsearched };
}

async function inPage(text) {
  const plus = text.replaceAll(' ', '+');
  const percent = encodeURIComponent(text);
  const holds = (value) =>
    [text, plus, percent].some((form) => value.toLowerCase().includes(form.toLowerCase()));
  const places = {
    address: location.href,
    'state of the history': JSON.stringify(history.state ?? null),
    title: document.title,
    document: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map(({ value }) => value).join('\n'),
    cookies: document.cookie,
    'name of the window': window.name,
  };
  for (const name of ['localStorage', 'sessionStorage']) {
    try {
      places[name] = JSON.stringify({ ...globalThis[name] });
    } catch {
      places[name] = '';
    }
  }
  const bases = (await indexedDB.databases?.()) ?? [];
  places['names of databases'] = bases.map(({ name }) => name).join('\n');
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = await Promise.all(caches_.map((cache) => cache.keys()));
  places['addresses in caches'] = kept
    .flat()
    .map(({ url }) => url)
    .join('\n');
  return Object.entries(places)
    .filter(([, value]) => holds(value))
    .map(([name]) => name);
}

/** Heap snapshots of the page and of each of its workers, as text: [name, snapshot or null]. */
async function heapsOf(page) {
  const session = await page.context().newCDPSession(page);
  const heaps = [['the page', await inTime(snapshotOf(session))]];
  await session.detach();
  for (const [at, worker] of page.workers().entries()) {
    // Playwright gives no session of a worker: its heap is asked for through the browser's.
    heaps.push([`worker ${at}`, await inTime(workerHeap(page, worker.url()))]);
  }
  return heaps;
}

/** What comes within two minutes, else null. */
async function inTime(promise) {
  const late = new Promise((resolve) => {
    setTimeout(resolve, 120_000, null).unref();
  });
  return Promise.race([promise, late]);
}

/** DevTools' own snapshot: it collects the garbage first. */
async function snapshotOf(session) {
  const chunks = [];
  const hear = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  return chunks.join('');
}

async function workerHeap(page, url) {
  const root = await page.context().browser().newBrowserCDPSession();
  try {
    const { targetInfos } = await root.send('Target.getTargets', { filter: [{}] });
    const target = targetInfos.find((info) => info.type === 'worker' && info.url === url);
    if (target === undefined) return null;
    const { sessionId } = await root.send('Target.attachToTarget', {
      targetId: target.targetId,
      flatten: false,
    });
    return await tunnelled(root, sessionId);
  } finally {
    await root.detach();
  }
}

/** The same through messages wrapped in the browser's own session (flatten: false). */
function tunnelled(root, sessionId) {
  const chunks = [];
  const send = (id, method, params = {}) =>
    root.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
  return new Promise((resolve, reject) => {
    root.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, error, method, params } = JSON.parse(message);
      if (error !== undefined) reject(new Error(error.message));
      if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params.chunk);
      if (id === 2) resolve(chunks.join(''));
    });
    send(1, 'HeapProfiler.enable')
      .then(() => send(2, 'HeapProfiler.takeHeapSnapshot', { reportProgress: false }))
      .catch(reject);
  });
}
