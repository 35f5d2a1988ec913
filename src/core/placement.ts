import type { Device } from './run.ts';

/**
 * Why a graph does not run on the second device: there is none, it could not be opened, its answer was
 * wrong, it broke off later, or it gave NaN or one number everywhere.
 */
export type Demotion = 'only' | 'broken' | 'wrong' | 'lost' | 'notFinite' | 'flat';

/** Where a graph runs, and why there. */
export type Placement =
  | { provider: Device['provider']; why: 'untried' | Demotion }
  | {
      provider: Device['provider'];
      /** Both were right, and this one was measured to be the better. */
      why: 'faster';
      tookMs: number;
      /** What the device took that was not kept. */
      otherMs: number;
    };
