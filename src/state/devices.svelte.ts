import { version } from '../../package.json';
import type { Client, ModelClient } from '../bridge/contract.ts';
import {
  demoted,
  noChoice,
  usualThreads,
  type DeviceChoice,
  type KeptDevices,
} from '../core/devices.ts';
import type { Failure } from '../core/failure.ts';
import type { Demotion } from '../core/placement.ts';
import type { Recording } from '../core/recording.ts';
import { families, type Device, type Family, type RunEvent, type RunRequest } from '../core/run.ts';
import {
  threadsToTry,
  verdictOf,
  type Survey,
  type SurveyEvent,
  type SurveyRequest,
  type Tried,
} from '../core/survey.ts';
import { readDevices, writeDevices } from '../packs/keptDevices.ts';
import type { Clients } from './run.svelte.ts';

/** What the page knows of the machine by itself. */
export interface Machine {
  cores: number;
  isIsolated: boolean;
  /** Whether a graphics card stands ready that is more than software. */
  hasCard: boolean;
  /** Whether that card computes in half precision. */
  hasHalf: boolean;
  /** Whether measuring costs nobody money or room: no dear line, no small memory. */
  isAmple: boolean;
  /** The sha256 of the shipped packs' files by path; empty where there is no manifest. */
  packs: Recording['packs'];
}

/** Where what was found is kept. */
export interface DeviceStore {
  read(family: Family): Promise<KeptDevices | null>;
  write(family: Family, kept: KeptDevices): Promise<void>;
}

type Status =
  | { kind: 'idle' }
  | { kind: 'measuring'; device: Device; done: number; total: number }
  | { kind: 'failed'; failure: Failure };

/** The graphics card was given up for a model amid a run. */
export interface Demoted {
  family: Family;
  why: Demotion;
}

const browserStore: DeviceStore = { read: readDevices, write: writeDevices };
/** So long the page is left alone after a run before anything is measured. */
const restMs = 2500;
/** A device that takes longer over its survey is left, unjudged. */
const longestSurveyMs = 180_000;
/** Those that come of the run itself, not of how it was opened. */
const failures: ReadonlySet<string> = new Set(['lost', 'notFinite', 'flat']);

/** On which device each model runs: what was measured, what somebody chose, and how that is found out. */
export class Devices {
  #kept = $state.raw<Partial<Record<Family, KeptDevices>>>({});
  #status = $state.raw<Status>({ kind: 'idle' });
  #machine = $state.raw<Machine | null>(null);
  #demoted = $state.raw<Demoted | null>(null);
  readonly #clients: Clients;
  readonly #createSurveyor: () => Client<SurveyRequest, SurveyEvent>;
  readonly #look: () => Promise<Machine>;
  readonly #store: DeviceStore;
  /** Models that have run, and so whose packs are here. */
  #ran: readonly Family[] = [];
  /** Models that were measured in this visit, with or without success. */
  #asked: readonly Family[] = [];
  /** Models that are to open anew once nothing runs. */
  #changed: readonly Family[] = [];
  #survey: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  /** `look` finds out about the machine; nothing is started before it is needed. */
  constructor(
    clients: Clients,
    createSurveyor: () => Client<SurveyRequest, SurveyEvent>,
    look: () => Promise<Machine>,
    store: DeviceStore = browserStore,
  ) {
    this.#clients = clients;
    this.#createSurveyor = createSurveyor;
    this.#look = look;
    this.#store = store;
  }

  get kept(): Readonly<Partial<Record<Family, KeptDevices>>> {
    return this.#kept;
  }

  get status(): Status {
    return this.#status;
  }

  get machine(): Machine | null {
    return this.#machine;
  }

  /** The newest time that the graphics card was given up; null where it never was. */
  get demoted(): Demoted | null {
    return this.#demoted;
  }

  /** Reads what is kept. */
  async load(): Promise<void> {
    const read = await Promise.all(
      families.map(async (family) => [family, await this.#store.read(family)] as const),
    );
    const kept = read.flatMap(([family, one]) => (one === null ? [] : [[family, one] as const]));
    this.#kept = { ...Object.fromEntries(kept), ...this.#kept };
  }

  /** Looks at the machine, and asks it for a graphics card: only when somebody wants to know. */
  async look(): Promise<void> {
    this.#machine ??= await this.#look();
  }

  /** The same clients; what they tell of where they run is heard here, too. */
  overhear(clients: Clients): Clients {
    return {
      gpt2: this.#overheard(clients.gpt2),
      dalle: this.#overheard(clients.dalle),
      diffusion: this.#overheard(clients.diffusion),
    };
  }

  /** Measuring never takes place beside a run: it ends at once, and begins anew when the page rests. */
  yieldTo(running: boolean): void {
    this.#isRunning = running;
    clearTimeout(this.#timer);
    if (running) {
      this.stop();
      return;
    }
    this.#reopenChanged();
    if (this.#ran.length > 0) this.#timer = setTimeout(() => void this.#measureUnasked(), restMs);
  }

  /** Ends a measurement; nothing of it is kept. */
  stop(): void {
    this.#survey?.abort();
  }

  /** Measures these models on every device worth trying, and keeps what comes of it. */
  async measure(asked: readonly Family[] = families): Promise<void> {
    if (this.#survey !== null || this.#isRunning) return;
    const { signal } = (this.#survey = new AbortController());
    await Promise.all([this.load(), this.look()]);
    this.#asked = [...this.#asked, ...asked];
    const surveys: Survey[] = [];
    let adapter: string | null = null;
    const candidates = this.#candidates();
    for (const [done, device] of candidates.entries()) {
      this.#status = { kind: 'measuring', device, done, total: candidates.length };
      const survey = await this.#surveyOf(device, asked, signal);
      if (survey === null) break;
      surveys.push(survey);
      adapter = survey.adapter ?? adapter;
    }
    this.#survey = null;
    if (this.#status.kind === 'measuring') this.#status = { kind: 'idle' };
    if (signal.aborted) this.#asked = this.#asked.filter((family) => !asked.includes(family));
    if (surveys.length === candidates.length) await this.#conclude(asked, surveys, adapter);
  }

  /** What somebody wants of a model, from its next run on. */
  async choose(family: Family, choice: DeviceChoice): Promise<void> {
    await this.#keep(family, { ...(this.#kept[family] ?? { choice: noChoice }), choice });
  }

  /** The processor by threads, and the card where there is one. */
  #candidates(): Device[] {
    const { cores, isIsolated, hasCard } = this.#machine ?? unknownMachine;
    const usual = usualThreads(cores, isIsolated);
    const processors = threadsToTry(cores, usual, isIsolated).map((threads): Device => ({
      provider: 'wasm',
      threads,
    }));
    return hasCard ? [...processors, { provider: 'webgpu', threads: 1 }] : processors;
  }

  async #measureUnasked(): Promise<void> {
    await Promise.all([this.load(), this.look()]);
    const machine = this.#machine ?? unknownMachine;
    // Of two cores both are the better choice; where there is no card either, there is nothing to find out.
    const isWorthIt =
      machine.isAmple && (machine.hasCard || (machine.isIsolated && machine.cores > 2));
    const open = this.#ran.filter((family) => !this.#isKnown(family));
    if (isWorthIt && open.length > 0) await this.measure(open);
  }

  #isKnown(family: Family): boolean {
    if (this.#asked.includes(family)) return true;
    const measured = this.#kept[family]?.measured;
    const { cores, packs } = this.#machine ?? unknownMachine;
    if (measured?.version !== version || measured.cores !== cores) return false;
    return measured.verdict.graphs.every(({ path, sha256 }) => packs[family]?.[path] === sha256);
  }

  /** Null where it was stopped or could not be made: that says nothing about the device. */
  async #surveyOf(
    device: Device,
    asked: readonly Family[],
    signal: AbortSignal,
  ): Promise<(Survey & { adapter: string | null }) | null> {
    const surveyor = this.#createSurveyor();
    const end = (): void => {
      surveyor.dispose();
    };
    signal.addEventListener('abort', end);
    const timer = setTimeout(end, longestSurveyMs);
    const tried: Tried[] = [];
    let adapter: string | null = null;
    const hear = (event: SurveyEvent): void => {
      if (event.type === 'device') adapter = event.adapter;
      if (event.type === 'tried') tried.push(event);
    };
    const outcome = await surveyor.run({ device, families: asked }, hear, signal);
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
    end();
    if (outcome.status === 'failed') this.#status = { kind: 'failed', failure: outcome.failure };
    return outcome.status === 'done' && !signal.aborted ? { device, tried, adapter } : null;
  }

  async #conclude(
    asked: readonly Family[],
    surveys: readonly Survey[],
    adapter: string | null,
  ): Promise<void> {
    const { cores, isIsolated } = this.#machine ?? unknownMachine;
    for (const family of asked) {
      const verdict = verdictOf(family, surveys, usualThreads(cores, isIsolated));
      if (verdict === null) continue;
      const { choice } = this.#kept[family] ?? { choice: noChoice };
      await this.#keep(family, { choice, measured: { adapter, cores, version, verdict } });
    }
  }

  async #keep(family: Family, kept: KeptDevices): Promise<void> {
    this.#kept = { ...this.#kept, [family]: kept };
    await this.#store.write(family, kept);
    this.#reopenLater(family);
    if (!this.#isRunning) this.#reopenChanged();
  }

  /** A worker opens its graphs once: for another device it begins anew. */
  #reopenChanged(): void {
    for (const family of this.#changed) this.#clients[family].dispose();
    this.#changed = [];
  }

  #reopenLater(family: Family): void {
    this.#changed = withOne(this.#changed, family);
  }

  #overheard<R extends RunRequest>(client: ModelClient<R>): ModelClient<R> {
    return {
      load: (onEvent, signal) => client.load(onEvent, signal),
      run: async (request, onEvent, signal) => {
        const outcome = await client.run(
          request,
          (event: RunEvent) => {
            this.#hear(event);
            onEvent(event);
          },
          signal,
        );
        if (outcome.status === 'done') this.#ran = withOne(this.#ran, request.family);
        return outcome;
      },
      dispose: () => {
        client.dispose();
      },
    };
  }

  #hear(event: RunEvent): void {
    if (event.type !== 'stage' || event.placement === undefined) return;
    const { family, placement, stage } = event;
    if (!failures.has(placement.why) || this.#changed.includes(family)) return;
    this.#demoted = { family, why: placement.why as Demotion };
    this.#reopenLater(family);
    const kept = this.#kept[family];
    const graph = kept?.measured?.verdict.graphs.find((one) => one.stage === stage);
    // A card that was lost may be there again for the next run, which opens anew.
    if (kept === undefined || graph === undefined || placement.why === 'lost') return;
    const without = demoted(kept, graph.path, placement);
    this.#kept = { ...this.#kept, [family]: without };
    void this.#store.write(family, without);
  }
}

function withOne(some: readonly Family[], family: Family): readonly Family[] {
  return some.includes(family) ? some : [...some, family];
}

const unknownMachine: Machine = {
  cores: 1,
  isIsolated: false,
  hasCard: false,
  hasHalf: false,
  isAmple: false,
  packs: {},
};
