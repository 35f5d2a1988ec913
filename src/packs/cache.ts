/** Checked files kept in the browser by their digest, so that a second visit downloads nothing. */
export interface DigestCache {
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** What stands in where there is no Cache Storage: it keeps nothing. */
export const noCache: DigestCache = {
  get: () => Promise.resolve(null),
  put: () => Promise.resolve(),
};

/** The browser's Cache Storage; a browser that refuses it (private window, full disk) is no failure. */
export function browserCache(): DigestCache {
  if (!('caches' in globalThis)) return noCache;
  const open = () => caches.open('windowsill-packs');
  const key = (sha256: string) => `/sha256/${sha256}`;
  return {
    async get(sha256) {
      const found = await open()
        .then((cache) => cache.match(key(sha256)))
        .catch(() => undefined);
      return found === undefined ? null : new Uint8Array(await found.arrayBuffer());
    },
    async put(sha256, bytes) {
      await open()
        .then((cache) => cache.put(key(sha256), new Response(bytes)))
        .catch(() => undefined);
    },
  };
}
