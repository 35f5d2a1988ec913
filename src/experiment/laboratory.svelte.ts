import type { Client } from '../bridge/contract.ts';
import type { TrainingEvent, TrainingRequest } from '../core/experiment.ts';
import type { World } from '../core/world.ts';
import {
  captionRequest,
  changed,
  outcomeOf,
  pointRequest,
  standard,
  type Change,
  type Kind,
  type Outcome,
} from './plan.ts';
import type { Place, ShapeName } from './shapes.ts';
import { Training } from './training.svelte.ts';

/** What the points are of: a shape that is given, or what the learner drew. */
export type Subject = ShapeName | 'drawing';

/** One experiment: a training, a guess, a second training with one thing changed, and what came out. */
export class Laboratory {
  kind = $state<Kind>('captions');
  subject = $state<Subject>('heart');
  drawing = $state.raw<readonly Place[]>([]);
  change = $state<Change>('rateHigh');
  /** What the learner thinks the second held-out loss will be. */
  guess = $state<Outcome>('higher');
  readonly #trainer: Client<TrainingRequest, TrainingEvent>;
  #controller = new AbortController();
  #first = $state.raw<Training | null>(null);
  #second = $state.raw<Training | null>(null);
  /** The change that the second training was made with. */
  #made = $state.raw<{ change: Change; guess: Outcome } | null>(null);

  constructor(trainer: Client<TrainingRequest, TrainingEvent>) {
    this.#trainer = trainer;
  }

  get first(): Training | null {
    return this.#first;
  }

  get second(): Training | null {
    return this.#second;
  }

  get made(): { change: Change; guess: Outcome } | null {
    return this.#made;
  }

  get isRunning(): boolean {
    return [this.#first, this.#second].some((training) => training?.status.kind === 'running');
  }

  /** Whether a second training has something to be compared with. */
  get canCompare(): boolean {
    return this.#first?.status.kind === 'done';
  }

  /** How the second held-out loss came out; null before both are there. */
  get outcome(): Outcome | null {
    const before = this.#first?.finalLoss ?? null;
    const kind = this.#second?.status.kind;
    if (before === null || this.#second === null) return null;
    if (kind !== 'done' && kind !== 'diverged') return null;
    return outcomeOf(before, this.#second.finalLoss);
  }

  /** Why the first training cannot begin; null where it can. */
  lacks(world: World | null): 'world' | 'drawing' | null {
    if (this.kind === 'captions') return world === null ? 'world' : null;
    return this.subject === 'drawing' && this.drawing.length < 3 ? 'drawing' : null;
  }

  /** Trains with the standard plan; what was there before is forgotten. */
  async trainFirst(world: World | null): Promise<void> {
    this.#second = null;
    this.#made = null;
    this.#first = new Training(standard[this.kind]);
    await this.#train(this.#first, world);
  }

  /** Trains with one thing changed. */
  async trainSecond(world: World | null): Promise<void> {
    if (this.#first === null) return;
    this.#made = { change: this.change, guess: this.guess };
    this.#second = new Training(changed(this.kind, this.#first.plan, this.change));
    await this.#train(this.#second, world);
  }

  stop(): void {
    this.#controller.abort();
  }

  /** Another kind of model: what was trained is forgotten. */
  choose(kind: Kind): void {
    this.stop();
    this.kind = kind;
    this.forget();
  }

  /** Forgets what was trained, as when the points are of something else now. */
  forget(): void {
    this.stop();
    this.#first = null;
    this.#second = null;
    this.#made = null;
  }

  dispose(): void {
    this.stop();
    this.#trainer.dispose();
  }

  async #train(training: Training, world: World | null): Promise<void> {
    this.stop();
    this.#controller = new AbortController();
    const request = this.#request(training, world);
    const { signal } = this.#controller;
    const hear = (event: TrainingEvent): void => {
      training.hear(event);
    };
    training.end(await this.#trainer.run(request, hear, signal));
  }

  #request({ plan }: Training, world: World | null): TrainingRequest {
    if (this.kind === 'points') {
      return pointRequest(plan, this.subject === 'drawing' ? this.drawing : this.subject);
    }
    if (world === null) throw new Error('captions are made of the world');
    return captionRequest(plan, world);
  }
}
