import { expect, test } from 'vitest';
import { cacheStore } from '../../src/packs/store.ts';

const bytes = new Uint8Array([1, 2, 3]);

/** As much of Cache Storage as a store needs; `refuse` is thrown by every put. */
function fakeCache(refuse: Error | null = null): Cache {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  const key = (request: RequestInfo | URL) =>
    new URL(request instanceof Request ? request.url : request, 'https://host.example').href;
  return {
    match: (request: RequestInfo | URL) => {
      const found = entries.get(key(request));
      return Promise.resolve(found === undefined ? undefined : new Response(found));
    },
    put: async (request: RequestInfo | URL, response: Response) => {
      if (refuse !== null) throw refuse;
      entries.set(key(request), new Uint8Array(await response.arrayBuffer()));
    },
    delete: (request: RequestInfo | URL) => Promise.resolve(entries.delete(key(request))),
    keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
  } as unknown as Cache;
}

function storeOver(cache: Cache) {
  return cacheStore(() => Promise.resolve(cache));
}

test('files and pieces are kept apart, and found again', async () => {
  const store = storeOver(fakeCache());
  expect(await store.put('aa', bytes)).toBe('kept');
  expect(await store.putPiece('bb', 2, bytes)).toBe('kept');
  expect([...(await store.held())]).toEqual(['aa']);
  expect(await store.get('aa')).toEqual(bytes);
  expect(await store.getPiece('bb', 2)).toEqual(bytes);
  expect(await store.getPiece('bb', 0)).toBeNull();
  await store.dropPieces('bb');
  expect(await store.getPiece('bb', 2)).toBeNull();
});

test('sweeping leaves what is wanted', async () => {
  const store = storeOver(fakeCache());
  await store.put('aa', bytes);
  await store.put('bb', bytes);
  await store.putPiece('cc', 0, bytes);
  expect(await store.sweep(new Set(['aa']))).toBe(1);
  expect([...(await store.held())]).toEqual(['aa']);
  expect(await store.getPiece('cc', 0)).toBeNull();
});

test('a full browser and one that refuses are told apart, and neither throws', async () => {
  const full = storeOver(fakeCache(new DOMException('no room', 'QuotaExceededError')));
  expect(await full.put('aa', bytes)).toBe('full');
  const refusing = storeOver(fakeCache(new DOMException('not here', 'SecurityError')));
  expect(await refusing.put('aa', bytes)).toBe('refused');
});

test('storage that is taken away in the middle is an empty store', async () => {
  const store = cacheStore(() => Promise.reject(new Error('gone')));
  expect(await store.get('aa')).toBeNull();
  expect((await store.held()).size).toBe(0);
  expect(await store.put('aa', bytes)).toBe('refused');
  expect(await store.sweep(new Set())).toBe(0);
});
