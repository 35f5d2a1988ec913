import type { Device } from './run.ts';

/**
 * Why a graph does not run on the graphics card: there is none, it could not do the graph, its answer
 * was wrong, it broke off, it gave NaN or one number everywhere, what it needs could not be fetched
 * this time, or it saves too little over a run.
 */
export const demotions = [
  'only',
  'broken',
  'wrong',
  'lost',
  'notFinite',
  'flat',
  'unreachable',
  'little',
] as const;
export type Demotion = (typeof demotions)[number];

/** Where a graph runs, and why there. */
export type Placement =
  | { provider: Device['provider']; why: 'untried' | 'chosen' | Demotion }
  | {
      provider: Device['provider'];
      /** Both were right, and this one was measured to be the better. */
      why: 'faster';
      tookMs: number;
      /** What the device took that was not kept. */
      otherMs: number;
    };
