import { keptSchema, type KeptDevices } from '../core/devices.ts';
import type { Family } from '../core/run.ts';

const cacheName = 'windowsill-devices';

/**
 * What this browser keeps of a model's devices, in Cache Storage: page and workers both have it. Null
 * where nothing is kept, or what is kept cannot be read: then all is as at a first visit.
 */
export async function readDevices(family: Family): Promise<KeptDevices | null> {
  try {
    const kept = await (await caches.open(cacheName)).match(addressOf(family));
    return kept === undefined ? null : keptSchema(await kept.json(), 'devices');
  } catch {
    return null;
  }
}

/** Keeps it; a browser that refuses forgets it with the page. */
export async function writeDevices(family: Family, kept: KeptDevices): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await cache.put(addressOf(family), new Response(JSON.stringify(kept)));
  } catch {
    // What is not kept is measured again.
  }
}

/** Nothing lies there; it only names what is kept. */
function addressOf(family: Family): string {
  return `https://windowsill.invalid/devices/${family}`;
}
