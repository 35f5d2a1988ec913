import { judgedLosses, type Epoch } from './trainingEpochs.ts';

/** A training's curve in a form that can be laid over another's. */
export interface LossPoint {
  /** From 0, the first epoch, to 1, the last. */
  place: number;
  /** What is left of the first loss. */
  left: number;
}

/** Each measured epoch's loss as a share of the first one's; empty where none was measured. */
export function leftOfLoss(epochs: readonly Epoch[]): LossPoint[] {
  const losses = judgedLosses(epochs);
  const first = losses.find((loss) => loss !== null) ?? null;
  if (first === null) return [];
  const most = Math.max(1, epochs.length - 1);
  return losses.flatMap((loss, at) =>
    loss === null ? [] : [{ place: at / most, left: loss / first }],
  );
}
