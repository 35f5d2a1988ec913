import type { RunOutcome } from '../bridge/contract.ts';
import type {
  Device,
  Family,
  LoadingEvent,
  PromptToken,
  RunEvent,
  RunRequest,
  StageEvent,
  StartedEvent,
} from '../core/run.ts';
import { Pace } from './pace.ts';
import { Stages } from './stages.svelte.ts';
import type { RoomStatus } from './status.ts';

/** The ears of one run of a room: deaf once a newer run has begun. */
export interface Listener {
  hear: (event: RunEvent) => void;
  end: (outcome: RunOutcome) => void;
}

/** What the three rooms have in common: one model, its present run, and where that stands. */
export abstract class Room<R extends RunRequest = RunRequest> {
  abstract readonly family: Family;
  readonly stages = new Stages();
  readonly #now: () => number;
  #status = $state.raw<RoomStatus>({ kind: 'empty' });
  #request = $state.raw<R | null>(null);
  #promptTokens = $state.raw<readonly PromptToken[]>([]);
  #device = $state.raw<Device | null>(null);
  #elapsedMs = $state(0);
  #pace = new Pace();
  #startedAt = 0;
  #run = 0;
  #done = 0;
  #total = 0;

  /** `now` is the clock by which the run is timed, in milliseconds: a replay's shows recorded time. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get status(): RoomStatus {
    return this.#status;
  }

  /** The request of the present run; its seed is the one to show. */
  get request(): R | null {
    return this.#request;
  }

  get promptTokens(): readonly PromptToken[] {
    return this.#promptTokens;
  }

  get device(): Device | null {
    return this.#device;
  }

  /** From the end of loading to the newest event. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Empties the room for a new run, which waits for its turn; older runs are heard no more. */
  begin(request: R): Listener {
    const run = ++this.#run;
    this.#request = request;
    this.#promptTokens = [];
    this.#device = null;
    this.#elapsedMs = 0;
    this.#pace = new Pace();
    this.#done = 0;
    this.#total = 0;
    this.#status = { kind: 'waiting' };
    this.stages.clear();
    this.clear();
    const guard =
      <T>(action: (value: T) => void) =>
      (value: T): void => {
        if (run === this.#run) action(value);
      };
    return {
      hear: guard((event: RunEvent) => {
        this.fold(event);
      }),
      end: guard((outcome: RunOutcome) => {
        this.#end(outcome);
      }),
    };
  }

  protected abstract clear(): void;

  protected abstract fold(event: RunEvent): void;

  protected load({ loadedBytes, totalBytes }: LoadingEvent): void {
    this.#status = { kind: 'loading', loadedBytes, totalBytes };
  }

  protected started(event: StartedEvent, total: number): void {
    this.#promptTokens = event.promptTokens;
    this.#device = event.device;
    this.#total = total;
    this.#startedAt = this.#now();
    this.#status = { kind: 'running', done: 0, total, remainingMs: null };
  }

  protected staged(event: StageEvent): void {
    this.stages.add(event);
  }

  protected advanced(done: number, total: number): void {
    this.#done = done;
    this.#total = total;
    this.#elapsedMs = this.#now() - this.#startedAt;
    const remainingMs = this.#pace.remainingMs(done, total, this.#elapsedMs);
    this.#status = { kind: 'running', done, total, remainingMs };
  }

  protected finished(): void {
    this.#elapsedMs = this.#now() - this.#startedAt;
    this.#status = { kind: 'done', done: this.#done, elapsedMs: this.#elapsedMs };
  }

  #end(outcome: RunOutcome): void {
    switch (outcome.status) {
      case 'done':
        return;
      case 'stopped':
        this.#status = { kind: 'stopped', done: this.#done, total: this.#total };
        return;
      case 'failed':
        this.#status = { kind: 'failed', failure: outcome.failure };
        return;
    }
  }
}
