import type { RunEvent, TextResult, TokenEvent, WriteRequest } from '../core/run.ts';
import { WriteInsight } from './predictionWrite.svelte.ts';
import { Room } from './room.svelte.ts';

/** Write: the tokens that GPT-2 has drawn so far, each with its likeliest alternatives. */
export class WriteRoom extends Room<WriteRequest> {
  readonly family = 'gpt2';
  readonly insight = new WriteInsight();
  #tokens = $state.raw<readonly TokenEvent[]>([]);
  /** The texts beside the first, as far as they are; none where one was asked for. */
  #others = $state.raw<readonly string[]>([]);
  #result = $state.raw<TextResult | null>(null);

  get tokens(): readonly TokenEvent[] {
    return this.#tokens;
  }

  get others(): readonly string[] {
    return this.#others;
  }

  get result(): TextResult | null {
    return this.#result;
  }

  protected override clear(): void {
    this.#tokens = [];
    this.#others = [];
    this.#result = null;
    this.insight.clear();
  }

  protected override fold(event: RunEvent): void {
    const limit = this.request?.maxNewTokens ?? 0;
    switch (event.type) {
      case 'loading':
        this.load(event);
        return;
      case 'started':
        this.started(event, limit);
        return;
      case 'stage':
        this.staged(event);
        return;
      case 'token':
        if (event.copy !== undefined && event.copy > 0) {
          this.#beside(event.copy - 1, event.text);
          return;
        }
        this.#tokens = [...this.#tokens, event];
        this.advanced(this.#tokens.length, limit);
        return;
      case 'explain':
        this.insight.add(event);
        return;
      case 'done':
        if (event.result.kind === 'text') this.#result = event.result;
        this.finished();
        return;
      case 'code':
      case 'row':
      case 'step':
        throw new Error(`Write was sent a ${event.type}`);
    }
  }

  #beside(at: number, text: string): void {
    const others = Array.from({ length: Math.max(at + 1, this.#others.length) }, (_, k) => {
      return (this.#others[k] ?? '') + (k === at ? text : '');
    });
    this.#others = others;
  }
}
