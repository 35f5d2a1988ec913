import { isSoftware } from '../core/adapter.ts';
import type { Machine } from './devices.svelte.ts';
import { packDigests } from './packDigests.ts';

/** Gigabytes below which nothing is measured unasked. */
const smallMemory = 4;

/** What this browser tells of the machine, and which packs lie in `models`; starts nothing. */
export async function machineHere(models: URL): Promise<Machine> {
  const [adapter, packs] = await Promise.all([adapterHere(), packDigests(models)]);
  const { deviceMemory, connection } = navigator as {
    deviceMemory?: number;
    connection?: { saveData?: boolean };
  };
  return {
    cores: navigator.hardwareConcurrency,
    isIsolated: globalThis.crossOriginIsolated,
    hasCard: adapter !== null,
    hasHalf: adapter?.features.has('shader-f16') ?? false,
    isAmple: (deviceMemory ?? smallMemory) >= smallMemory && connection?.saveData !== true,
    packs,
  };
}

async function adapterHere(): Promise<GPUAdapter | null> {
  try {
    const { gpu } = navigator as { gpu?: GPU };
    const adapter = (await gpu?.requestAdapter()) ?? null;
    return adapter === null || isSoftware(adapter.info) ? null : adapter;
  } catch {
    return null;
  }
}
