import type { Family } from '../core/run.ts';
import type { Pack } from './pack.ts';
import { httpPack } from './pack.ts';
import type { Brought } from './standard/brought.ts';
import { openBrought } from './standard/brought.ts';

/** The pack that somebody brought, or else the shipped one. */
export function chosenPack(models: URL, family: Family, brought?: Brought): Pick<Pack, 'fetch'> {
  return brought === undefined ? httpPack(models, family) : openBrought(brought);
}
