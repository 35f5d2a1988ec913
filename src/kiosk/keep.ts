import type { Schema } from '../core/schema.ts';

/** Where the kiosk keeps things on this machine; null where the browser refuses storage. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

/** The beginning of the name of all that the kiosk itself keeps; a fresh start leaves these alone. */
export const kioskPrefix = 'windowsill.kiosk.';

const longestEntry = 100_000;

/** Reads an entry; null where there is none, or none that `schema` can read. */
export function readEntry<T>(keep: Keep, name: string, schema: Schema<T>): T | null {
  try {
    const kept = keep?.getItem(kioskPrefix + name) ?? null;
    if (kept === null || kept.length > longestEntry) return null;
    return schema(JSON.parse(kept), name);
  } catch {
    return null;
  }
}

/** Keeps an entry; false where the browser refused. */
export function writeEntry(keep: Keep, name: string, value: unknown): boolean {
  if (keep === null) return false;
  try {
    keep.setItem(kioskPrefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** This browser's storage; null where reading or writing it is refused. */
export function browserKeep(): Keep {
  try {
    const { localStorage } = globalThis;
    const probe = `${kioskPrefix}probe`;
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
