import type { Placement } from '../core/placement.ts';
import type { Verdicts } from './triedRuntime.ts';

const cacheName = 'windowsill-devices';

/** Verdicts kept on this machine, in Cache Storage: workers have no other small store. Where there is none, none are kept. */
export const keptVerdicts: Verdicts = {
  async read(key) {
    try {
      const kept = await (await caches.open(cacheName)).match(addressOf(key));
      return kept === undefined ? null : verdictOf(await kept.json());
    } catch {
      return null;
    }
  },

  async write(key, verdict) {
    const cache = await caches.open(cacheName);
    await cache.put(addressOf(key), new Response(JSON.stringify(verdict)));
  },
};

/** Nothing lies there; it only names the verdict. */
function addressOf(key: string): string {
  return `https://windowsill.invalid/${encodeURIComponent(key)}`;
}

/** What is no verdict is as good as none: the trial is made again. */
function verdictOf(value: unknown): Placement | null {
  const { provider, why } = Object(value) as Record<string, unknown>;
  const isVerdict = (provider === 'wasm' || provider === 'webgpu') && typeof why === 'string';
  return isVerdict ? (value as Placement) : null;
}
