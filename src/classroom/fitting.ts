import type { Measured } from './measure.ts';

/** What was found out about this machine before a lesson. */
export interface Machine {
  /** Of one step of Stable Diffusion, in milliseconds. */
  stepMs: number;
  /** Gigabytes of memory as the browser tells (0.25 to 8, rounded); null where it does not. */
  gigabytes: number | null;
}

/** What suits the machine. */
export interface Fit {
  /** Steps of Stable Diffusion that take no longer than a lesson can wait. */
  steps: number;
  /** How long those take, in milliseconds. */
  dreamMs: number;
  /** Whether each model should end before the next begins, to spare memory. */
  oneAtATime: boolean;
  /** Whether recorded runs are the better lesson here. */
  replay: boolean;
}

/** A class waits half a minute for a picture; with fewer than six steps there is none to see. */
const patienceMs = 30_000;
const fewestSteps = 6;
const smallMemory = 4;

/** Whether a machine of so much memory should hold one model at a time. */
export function isSmall(gigabytes: number | null): boolean {
  return gigabytes !== null && gigabytes <= smallMemory;
}

/** Whether recorded runs are to be offered after a measurement: it failed, or found the machine slow. */
export function rathersRuns({ status }: Pick<Measured, 'status'>, fit: Fit | null): boolean {
  return status === 'failed' || fit?.replay === true;
}

/** What fits a machine, where `steps` are wished for. */
export function fitOf({ stepMs, gigabytes }: Machine, steps: number): Fit {
  const oneAtATime = isSmall(gigabytes);
  const affordable = Math.floor(patienceMs / stepMs);
  const fitting = Math.max(Math.min(fewestSteps, steps), Math.min(steps, affordable));
  return {
    steps: fitting,
    dreamMs: fitting * stepMs,
    oneAtATime,
    replay: fitting * stepMs > 4 * patienceMs,
  };
}
