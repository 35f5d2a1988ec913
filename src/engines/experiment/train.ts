import type { TrainingEvent, TrainingMeasured, TrainingRequest } from '../../core/experiment.ts';
import { Failure } from '../../core/failure.ts';

/** A model in training. */
export interface Learner {
  /** Numbers that are learned. */
  readonly weights: number;
  readonly stepsAnEpoch: number;
  /** One update; tells the loss of its batch before it. */
  step(): Promise<number>;
  measure(): Promise<Omit<TrainingMeasured, 'type' | 'step'>>;
  dispose(): void;
}

/** Trains step by step, measuring before the first, every so often, and at the end; each event is a chance to stop. */
export async function* train(
  learner: Learner,
  { steps, measureEvery }: Pick<TrainingRequest, 'steps' | 'measureEvery'>,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent, void, void> {
  yield { type: 'began', weights: learner.weights, stepsAnEpoch: learner.stepsAnEpoch };
  yield { type: 'measured', step: 0, ...(await learner.measure()) };
  for (let step = 1; step <= steps; step++) {
    if (signal.aborted) throw new Failure('aborted');
    const loss = await learner.step();
    if (!Number.isFinite(loss)) {
      yield { type: 'diverged', step };
      return;
    }
    yield { type: 'trained', step, loss };
    if (step % measureEvery === 0 || step === steps) {
      yield { type: 'measured', step, ...(await learner.measure()) };
    }
  }
}
