import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';

/** The parts of a browser that the models need. */
export interface Abilities {
  webAssembly: boolean;
  worker: boolean;
  isolated: boolean;
}

export function abilitiesOf(scope: typeof globalThis): Abilities {
  return {
    webAssembly: 'WebAssembly' in scope,
    worker: 'Worker' in scope,
    isolated: 'crossOriginIsolated' in scope && scope.crossOriginIsolated,
  };
}

/** Why this browser cannot run the models at all, or null where it can. */
export function troubleOf({ webAssembly, worker }: Abilities): Failure | null {
  if (!webAssembly) return new Failure('unsupported', why('noWebAssembly'));
  if (!worker) return new Failure('unsupported', why('noWorkers'));
  return null;
}
