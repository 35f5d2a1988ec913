import type { Pixels, StepEvent } from '../core/run.ts';

/** One picture of a film and how long it stays, in milliseconds. */
export interface Frame {
  pixels: Pixels;
  holdMs: number;
}

const stepMs = 160;
const endMs = 2400;

/** The denoising as a film: what the model saw at each step, then the finished picture for a while. */
export function filmOf(steps: readonly StepEvent[], picture: Pixels): Frame[] {
  return [
    ...steps.map(({ guess }) => ({ pixels: guess, holdMs: stepMs })),
    { pixels: picture, holdMs: endMs },
  ];
}

/** How far the making of a file is, in [0, 1]. */
export type OnProgress = (share: number) => void;

/** Lets the page draw and hear a press between two frames. */
export function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      if (signal.aborted) reject(new DOMException('Stopped.', 'AbortError'));
      else resolve();
    });
  });
}
