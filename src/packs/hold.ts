import { Failure } from '../core/failure.ts';

/**
 * Takes a lock that all pages and workers of this origin share; returns what gives it back. An abort
 * while it waits is an `aborted` Failure. Where there are no locks nothing is waited for.
 */
export async function hold(name: string, signal: AbortSignal): Promise<() => void> {
  if (signal.aborted) throw new Failure('aborted');
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  if (locks === undefined) return () => undefined;
  return new Promise((resolve, reject) => {
    const granted = () =>
      new Promise<void>((release) => {
        resolve(release);
      });
    locks.request(name, { signal }, granted).catch(() => {
      reject(new Failure('aborted'));
    });
  });
}
