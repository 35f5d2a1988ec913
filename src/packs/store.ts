/** What became of a file that was to be kept: `full` where the browser lends no more room. */
export type Keeping = 'kept' | 'full' | 'refused';

/**
 * Files kept in the browser by their digest, so that a second visit downloads nothing, and the parts
 * of those still on their way. Nothing here throws: a browser that refuses is no failure of a run.
 */
export interface FileStore {
  /** A kept file, unchecked: storage can be spoilt too. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<Keeping>;
  /** The digests of all files that are kept whole. */
  held(): Promise<ReadonlySet<string>>;
  /** The piece of an unfinished file that begins at byte `from`. */
  getPiece(sha256: string, from: number): Promise<Uint8Array<ArrayBuffer> | null>;
  putPiece(sha256: string, from: number, bytes: Uint8Array<ArrayBuffer>): Promise<Keeping>;
  /** Forgets the pieces of a file. */
  dropPieces(sha256: string): Promise<void>;
  drop(sha256: string): Promise<void>;
  /** Forgets every file and piece whose digest is not wanted; returns how many files went. */
  sweep(wanted: ReadonlySet<string>): Promise<number>;
}

/** What is wanted once nothing is. */
export const noDigests: ReadonlySet<string> = new Set();

/** What stands in where there is no Cache Storage: it keeps nothing. */
export const noStore: FileStore = {
  get: () => Promise.resolve(null),
  put: () => Promise.resolve('refused'),
  held: () => Promise.resolve(noDigests),
  getPiece: () => Promise.resolve(null),
  putPiece: () => Promise.resolve('refused'),
  dropPieces: () => Promise.resolve(),
  drop: () => Promise.resolve(),
  sweep: () => Promise.resolve(0),
};

const filePath = '/sha256/';
const piecePath = '/piece/';

/**
 * The browser's Cache Storage, one cache for each folder the page is served from: an origin may
 * hold several copies. `home` is the folder of index.html.
 */
export function browserStore(home: URL): FileStore {
  if (!('caches' in globalThis)) return noStore;
  return cacheStore(() => caches.open(`windowsill-files ${home.pathname}`));
}

/** A store over a cache that is opened for each use, since a browser may have thrown it away. */
export function cacheStore(open: () => Promise<Cache>): FileStore {
  const read = async (key: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    try {
      const found = await (await open()).match(key);
      return found === undefined ? null : new Uint8Array(await found.arrayBuffer());
    } catch {
      return null;
    }
  };
  const write = async (key: string, bytes: Uint8Array<ArrayBuffer>): Promise<Keeping> => {
    try {
      await (await open()).put(key, new Response(bytes));
      return 'kept';
    } catch (thrown) {
      return isFull(thrown) ? 'full' : 'refused';
    }
  };
  const keys = async (): Promise<readonly Request[]> => {
    try {
      return await (await open()).keys();
    } catch {
      return [];
    }
  };
  const forget = async (unwanted: (path: string) => boolean): Promise<string[]> => {
    const gone: string[] = [];
    for (const request of await keys()) {
      const path = pathOf(request);
      if (!unwanted(path)) continue;
      const done = await open()
        .then((cache) => cache.delete(request))
        .catch(() => false);
      if (done) gone.push(path);
    }
    return gone;
  };
  return {
    get: (sha256) => read(filePath + sha256),
    put: (sha256, bytes) => write(filePath + sha256, bytes),
    async held() {
      const paths = (await keys()).map(pathOf).filter((path) => path.startsWith(filePath));
      return new Set(paths.map(digestIn));
    },
    getPiece: (sha256, from) => read(`${piecePath}${sha256}/${from}`),
    putPiece: (sha256, from, bytes) => write(`${piecePath}${sha256}/${from}`, bytes),
    async dropPieces(sha256) {
      await forget((path) => path.startsWith(`${piecePath}${sha256}/`));
    },
    async drop(sha256) {
      await forget((path) => path === filePath + sha256);
    },
    async sweep(wanted) {
      const gone = await forget((path) => !wanted.has(digestIn(path)));
      return gone.filter((path) => path.startsWith(filePath)).length;
    },
  };
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

function digestIn(path: string): string {
  return path.split('/')[2] ?? '';
}

function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'QuotaExceededError';
}
