import type { DreamRequest, Pixels, RunEvent, StepEvent } from '../core/run.ts';
import { Film } from './film.svelte.ts';
import { DreamInsight } from './predictionDream.svelte.ts';
import { Room } from './room.svelte.ts';

/** Dream: each denoising step's noisy latent and present guess, and the picture of the full decoder. */
export class DreamRoom extends Room<DreamRequest> {
  readonly family = 'diffusion';
  readonly insight = new DreamInsight();
  /** Frame k shows step k; one more frame shows the finished picture. */
  readonly film = new Film(160);
  #steps = $state.raw<readonly StepEvent[]>([]);
  #picture = $state.raw<Pixels | null>(null);

  get steps(): readonly StepEvent[] {
    return this.#steps;
  }

  get picture(): Pixels | null {
    return this.#picture;
  }

  protected override clear(): void {
    this.#steps = [];
    this.#picture = null;
    this.film.clear();
    this.insight.clear();
  }

  protected override fold(event: RunEvent): void {
    switch (event.type) {
      case 'loading':
        this.load(event);
        return;
      case 'started':
        this.started(event, this.request?.steps ?? 0);
        return;
      case 'stage':
        this.staged(event);
        return;
      case 'step':
        this.#steps = [...this.#steps, event];
        this.film.grow(this.#steps.length);
        this.advanced(event.step, event.steps);
        return;
      case 'explain':
        this.insight.add(event);
        return;
      case 'done':
        if (event.result.kind === 'picture') this.#picture = event.result.picture;
        this.film.grow(this.#steps.length + 1);
        this.finished();
        return;
      case 'token':
      case 'code':
      case 'row':
        throw new Error(`Dream was sent a ${event.type}`);
    }
  }
}
