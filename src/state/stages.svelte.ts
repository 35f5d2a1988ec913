import type { Placement } from '../core/placement.ts';
import type { StageEvent, TensorNote } from '../core/run.ts';

/** All calls of one graph, tokenizer or sampler within a run. */
export interface Stage {
  name: string;
  calls: number;
  totalMs: number;
  /** What went in and came out of the first call. */
  inputs: readonly TensorNote[];
  outputs: readonly TensorNote[];
  /** Where the newest call ran and why there; null where only one device was thought of. */
  placement: Placement | null;
}

/** The inner steps of one model's run, in the order in which they first ran. */
export class Stages {
  #stages = $state.raw<readonly Stage[]>([]);

  get all(): readonly Stage[] {
    return this.#stages;
  }

  clear(): void {
    this.#stages = [];
  }

  add(event: StageEvent): void {
    const seen = this.#stages.findIndex((stage) => stage.name === event.stage);
    if (seen < 0) {
      const { stage: name, elapsedMs: totalMs, inputs, outputs, placement = null } = event;
      this.#stages = [...this.#stages, { name, calls: 1, totalMs, inputs, outputs, placement }];
      return;
    }
    this.#stages = this.#stages.map((stage, index) =>
      index === seen
        ? {
            ...stage,
            calls: stage.calls + 1,
            totalMs: stage.totalMs + event.elapsedMs,
            placement: event.placement ?? stage.placement,
          }
        : stage,
    );
  }
}
