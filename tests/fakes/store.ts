import { noStore, type FileStore, type Keeping } from '../../src/packs/store.ts';

/** A store in memory that lends `roomBytes`; `files` and `pieces` may be looked at and spoilt. */
export function memoryStore(roomBytes = Infinity): FileStore & {
  files: Map<string, Uint8Array<ArrayBuffer>>;
  pieces: Map<string, Uint8Array<ArrayBuffer>>;
} {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const pieces = new Map<string, Uint8Array<ArrayBuffer>>();
  const used = () => [...files.values(), ...pieces.values()].reduce((sum, b) => sum + b.length, 0);
  const put = (into: typeof files, key: string, bytes: Uint8Array<ArrayBuffer>): Keeping => {
    if (used() + bytes.length > roomBytes) return 'full';
    into.set(key, Uint8Array.from(bytes));
    return 'kept';
  };
  const sweep = (from: typeof files, unwanted: (key: string) => boolean): number => {
    const gone = [...from.keys()].filter(unwanted);
    for (const key of gone) from.delete(key);
    return gone.length;
  };
  return {
    ...noStore,
    files,
    pieces,
    get: (sha256) => Promise.resolve(files.get(sha256) ?? null),
    put: (sha256, bytes) => Promise.resolve(put(files, sha256, bytes)),
    held: () => Promise.resolve(new Set(files.keys())),
    getPiece: (sha256, from) => Promise.resolve(pieces.get(`${sha256}/${from}`) ?? null),
    putPiece: (sha256, from, bytes) => Promise.resolve(put(pieces, `${sha256}/${from}`, bytes)),
    dropPieces: (sha256) =>
      Promise.resolve(void sweep(pieces, (key) => key.startsWith(`${sha256}/`))),
    drop: (sha256) => Promise.resolve(void files.delete(sha256)),
    sweep: (wanted) => {
      sweep(pieces, (key) => !wanted.has(key.split('/')[0] ?? ''));
      return Promise.resolve(sweep(files, (key) => !wanted.has(key)));
    },
  };
}
