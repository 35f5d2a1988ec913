import { toFailure } from '../core/failure.ts';
import type { RunOutcome } from './contract.ts';

/** How a call ended, also where it threw, which no client should: who waits for it never waits for ever. */
export async function settled(call: () => Promise<RunOutcome>): Promise<RunOutcome> {
  try {
    return await call();
  } catch (thrown) {
    const failure = toFailure(thrown);
    return failure.kind === 'aborted' ? { status: 'stopped' } : { status: 'failed', failure };
  }
}
