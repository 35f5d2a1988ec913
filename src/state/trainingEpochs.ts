import type { TrainingPart, TrainingSample } from './trainingTrace.ts';

/** One moment of a training at which it was measured. */
export interface Epoch {
  /** 1 and on. */
  number: number;
  /** Optimiser steps done by then. */
  step: number;
  /** On the examples of the training; null where it was not noted. */
  loss: number | null;
  /** On examples that it never trained on. */
  heldoutLoss: number | null;
  /** The share of right answers, in [0, 1]. */
  accuracy: number | null;
  /** Likeness of a rebuilt picture to the original, dB. */
  psnr: number | null;
}

/** As how many epochs a training is told. */
export const toldEpochs = 20;
/** The epochs that are shown before all are asked for. */
const shownFirst = [1, 5, 10, toldEpochs];

/**
 * A training told as at most 20 epochs: measurements chosen evenly from all there are, the first and
 * the last among them. Nothing is worked out between two measurements.
 */
export function epochsOf(part: TrainingPart): Epoch[] {
  const measured = measurementsOf(part);
  const count = Math.min(toldEpochs, measured.length);
  return Array.from({ length: count }, (_, k) => {
    const at = count === 1 ? 0 : Math.round((k * (measured.length - 1)) / (count - 1));
    return { ...(measured[at] as Omit<Epoch, 'number'>), number: k + 1 };
  });
}

/** The first few to show: 1, 5, 10 and the last. */
export function firstShown(epochs: readonly Epoch[]): Epoch[] {
  const last = epochs.length;
  return epochs.filter(({ number }) => number === last || shownFirst.includes(number));
}

/** What judges an epoch: the loss on unseen examples where the training has one, else its own. */
export function judgedLosses(epochs: readonly Epoch[]): (number | null)[] {
  const hasHeldout = epochs.some(({ heldoutLoss }) => heldoutLoss !== null);
  return epochs.map(({ loss, heldoutLoss }) => (hasHeldout ? heldoutLoss : loss));
}

/** The step of the newest samples that were there at an epoch; null where there were none yet. */
export function samplesAt(samples: readonly TrainingSample[], { step }: Epoch): number | null {
  const there = samples.map((sample) => sample.step).filter((made) => made <= step);
  return there.length === 0 ? null : Math.max(...there);
}

/** All measurements in order; two at one step (before and after a restart) are told as one. */
function measurementsOf(part: TrainingPart): Omit<Epoch, 'number'>[] {
  const byStep = new Map<number, Omit<Epoch, 'number'>>();
  part.steps.forEach((step, k) => {
    const before = byStep.get(step);
    byStep.set(step, {
      step,
      loss: positive(part.loss[k]) ?? before?.loss ?? null,
      heldoutLoss: positive(part.heldoutLoss[k]) ?? before?.heldoutLoss ?? null,
      accuracy: finite(part.accuracy[k]) ?? before?.accuracy ?? null,
      psnr: finite(part.psnr[k]) ?? before?.psnr ?? null,
    });
  });
  const measured = [...byStep.values()].sort((a, b) => a.step - b.step);
  return measured.filter(
    ({ loss, heldoutLoss, psnr }) => loss !== null || heldoutLoss !== null || psnr !== null,
  );
}

/** Where nothing was measured, a loss is 0 or no number. */
function positive(value: number | undefined): number | null {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : null;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
