import type { RunOutcome } from '../bridge/contract.ts';
import type { TrainingEvent, TrainingMeasured } from '../core/experiment.ts';
import type { Failure } from '../core/failure.ts';
import type { Plan } from './plan.ts';

/** Where a training stands. */
export type TrainingStatus =
  | { kind: 'running' }
  | { kind: 'done' }
  | { kind: 'stopped' }
  | { kind: 'diverged'; step: number }
  | { kind: 'failed'; failure: Failure };

export interface LossPoint {
  step: number;
  loss: number;
}

/** One training as far as it has come: its losses and what was measured. */
export class Training {
  readonly plan: Plan;
  readonly #began = performance.now();
  #status = $state.raw<TrainingStatus>({ kind: 'running' });
  #losses = $state.raw<readonly LossPoint[]>([]);
  #measured = $state.raw<readonly TrainingMeasured[]>([]);
  #step = $state(0);
  #weights = $state(0);
  #stepsAnEpoch = $state(1);
  #elapsedMs = $state(0);
  /** Steps since the losses were last shown; a curve need not be drawn anew at each. */
  #pending: LossPoint[] = [];

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get status(): TrainingStatus {
    return this.#status;
  }

  get step(): number {
    return this.#step;
  }

  /** Numbers that are learned. */
  get weights(): number {
    return this.#weights;
  }

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** The loss of the batch at each step. */
  get losses(): readonly LossPoint[] {
    return this.#losses;
  }

  get measured(): readonly TrainingMeasured[] {
    return this.#measured;
  }

  /** How often all examples were seen after so many steps. */
  epochsAt(step: number): number {
    return step / this.#stepsAnEpoch;
  }

  /** The last held-out loss; null where the training ended in no number, or nothing was measured. */
  get finalLoss(): number | null {
    if (this.#status.kind === 'diverged') return null;
    return this.#measured.at(-1)?.heldOutLoss ?? null;
  }

  hear(event: TrainingEvent): void {
    this.#elapsedMs = performance.now() - this.#began;
    switch (event.type) {
      case 'began':
        this.#weights = event.weights;
        this.#stepsAnEpoch = event.stepsAnEpoch;
        return;
      case 'trained':
        this.#step = event.step;
        this.#pending.push({ step: event.step, loss: event.loss });
        if (this.#pending.length >= 10) this.#show();
        return;
      case 'measured':
        this.#show();
        this.#measured = [...this.#measured, event];
        return;
      case 'diverged':
        this.#show();
        this.#status = { kind: 'diverged', step: event.step };
        return;
    }
  }

  end(outcome: RunOutcome): void {
    this.#show();
    if (outcome.status === 'failed') this.#status = { kind: 'failed', failure: outcome.failure };
    else if (outcome.status === 'stopped') this.#status = { kind: 'stopped' };
    else if (this.#status.kind === 'running') this.#status = { kind: 'done' };
  }

  #show(): void {
    if (this.#pending.length === 0) return;
    this.#losses = [...this.#losses, ...this.#pending];
    this.#pending = [];
  }
}
