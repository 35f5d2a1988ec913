import { fileURLToPath } from 'node:url';
import type { Family } from '../../src/core/run.ts';
import { packNames } from '../../src/packs/manifest.ts';
import { Pack } from '../../src/packs/pack.ts';
import { diskFolder } from './folder.ts';

const models = fileURLToPath(new URL('../../models', import.meta.url));

/** A family's pack as this repository ships it, or as it lies in the folder WINDOWSILL_MODELS. */
export function shippedPack(family: Family): Pack {
  return new Pack(diskFolder(process.env['WINDOWSILL_MODELS'] ?? models), packNames[family]);
}

/** Every event of a run that nobody stops. */
export async function allEvents<E>(events: AsyncGenerator<E>): Promise<E[]> {
  const all: E[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** A signal that never comes. */
export const never = new AbortController().signal;
