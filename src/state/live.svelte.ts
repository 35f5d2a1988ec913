import type { ModelClient } from '../bridge/contract.ts';
import type { Failure } from '../core/failure.ts';
import type { DreamRequest, Pixels, RunEvent, SamplerName } from '../core/run.ts';
import { samplerNames } from '../core/run.ts';
import { Knob } from './knob.svelte.ts';

/** So long after a whole picture the one in the making still gives way. */
const givesWayMs = 200;

type Asked = Omit<DreamRequest, 'steps' | 'guidance' | 'sampler' | 'swift' | 'explain'>;

/** What was asked for last, with the sampler of a pack that somebody brought; null is the shipped one's own. */
interface Wish {
  asked: Asked;
  sampler: SamplerName | null;
}

/**
 * Pictures that follow what is typed and set: the newest request wins, the one before is stopped at its
 * next step, and nothing waits in a queue. Somebody who types on and on sees pictures all the same: where
 * none was whole for a while, the one at hand is finished before the newest begins.
 */
export class Live {
  readonly steps = new Knob({ min: 1, max: 12, step: 1 }, 4);
  readonly guidance = new Knob({ min: 1, max: 8, step: 0.5 }, 1);
  #sampler: SamplerName = 'dpm2m';
  readonly #client: ModelClient<DreamRequest>;
  #isOn = $state(false);
  #isHeld = false;
  #picture = $state.raw<Pixels | null>(null);
  #isWhole = $state(false);
  #failure = $state.raw<Failure | null>(null);
  #tookMs = $state<number | null>(null);
  #made = $state(0);
  #wholeAt = -Infinity;
  #wanted: Wish | null = null;
  #isWorking = false;
  #controller = new AbortController();

  constructor(client: ModelClient<DreamRequest>) {
    this.#client = client;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The newest picture, or, before it is whole, the model's guess of it. */
  get picture(): Pixels | null {
    return this.#picture;
  }

  /** Whether it is whole: drawn by the full decoder. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** How long the newest whole picture took. */
  get tookMs(): number | null {
    return this.#tookMs;
  }

  /** Whole pictures so far. */
  get made(): number {
    return this.#made;
  }

  /** What the pack's UNet for few steps was made for: `{ steps, guidance, sampler }`. */
  suggest(value: unknown): void {
    const { steps, guidance, sampler } = Object(value) as Record<string, unknown>;
    this.steps.suggest(steps);
    this.guidance.suggest(guidance);
    this.#sampler = samplerNames.find((name) => name === sampler) ?? this.#sampler;
  }

  turnOn(): void {
    this.#isOn = true;
    this.#wholeAt = performance.now();
  }

  /** Stops at once and gives the model back. */
  turnOff(): void {
    this.#isOn = false;
    this.#wanted = null;
    this.#controller.abort();
  }

  /** Steps aside while a run has the model. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (isHeld) this.#controller.abort();
    else void this.#work();
  }

  /**
   * Asks for a picture in place of the one that is being made; a pack that somebody brought has a sampler
   * of its own.
   */
  ask(asked: Asked, sampler: SamplerName | null = null): void {
    if (!this.#isOn) return;
    this.#wanted = { asked, sampler };
    if (performance.now() - this.#wholeAt < givesWayMs) this.#controller.abort();
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#wanted !== null && !this.#isHeld) {
      const wish = this.#wanted;
      this.#wanted = null;
      await this.#make(wish);
    }
    this.#isWorking = false;
  }

  async #make(wish: Wish): Promise<void> {
    const { signal } = (this.#controller = new AbortController());
    const request: DreamRequest = {
      ...wish.asked,
      steps: this.steps.value,
      guidance: this.guidance.value,
      sampler: wish.sampler ?? this.#sampler,
      swift: true,
    };
    const startMs = performance.now();
    const outcome = await this.#client.run(
      request,
      (event) => {
        this.#hear(event, startMs);
      },
      signal,
    );
    // A run that was stopped for another is asked for again by it; one that stepped aside is not lost.
    if (outcome.status === 'stopped' && this.#isHeld && this.#isOn) this.#wanted ??= wish;
    this.#failure = outcome.status === 'failed' ? outcome.failure : null;
  }

  #hear(event: RunEvent, startMs: number): void {
    if (event.type === 'step' && event.step > 0) {
      this.#picture = event.guess;
      this.#isWhole = false;
    } else if (event.type === 'done' && event.result.kind === 'picture') {
      this.#picture = event.result.picture;
      this.#isWhole = true;
      this.#wholeAt = performance.now();
      this.#tookMs = this.#wholeAt - startMs;
      this.#made++;
    }
  }
}
