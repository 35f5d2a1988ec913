import type { RunOutcome } from '../bridge/contract.ts';
import type { RunRequest } from '../core/run.ts';
import { textsOf } from '../core/texts.ts';
import type { LogEntry, PromptLog } from './log.ts';

/** What was asked for together: its entries by what they say. */
interface Occasion {
  /** Null where nobody pressed Run. */
  typed: string | null;
  entries: Map<string, LogEntry>;
}

/**
 * Logs what models are asked for as it begins, whoever asks. The requests of one press of Run are one
 * entry, by what was typed; so are those that say the same one after another (a series, live pictures).
 */
export class Asked {
  readonly #presses = new WeakMap<RunRequest, Occasion>();
  readonly #beside: Occasion = { typed: null, entries: new Map() };

  /** Run was pressed: all of its requests, be their turn to come or not, are what was typed. */
  press(log: PromptLog, typed: string, requests: readonly RunRequest[]): void {
    const occasion = { typed, entries: new Map([[typed, log.begin(typed)]]) };
    for (const request of requests) this.#presses.set(request, occasion);
  }

  /** A model is asked; to be called with how that ended. */
  ask(log: PromptLog, request: RunRequest): (outcome: RunOutcome) => void {
    const occasion = this.#presses.get(request) ?? this.#beside;
    const [prompt = '', ...further] = textsOf(request);
    const said = [occasion.typed ?? prompt, ...further].join(' | ');
    const known = occasion.entries.get(said);
    const entry = known !== undefined && log.holds(known) ? known : log.begin(said);
    if (occasion.typed === null) occasion.entries.clear();
    occasion.entries.set(said, entry);
    return (outcome) => {
      log.end(entry, outcome.status === 'failed' ? outcome.failure.kind : outcome.status);
    };
  }
}
