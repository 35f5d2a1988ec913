import type { Demotion, Placement } from '../core/placement.ts';
import { faultOf, isWorthwhile, missOf, type Answers } from '../core/trial.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';

/** Largest difference to the sure device's answer, as a share of its largest number. */
const tolerance = 5e-3;
/** A model of more bytes is not held twice. */
const largestTried = 64e6;
/** Runs on the sure device before the trial: the first ones warm it up. */
const runsBefore = 2;
/** A device that takes longer than this to open a graph or to run it once is given up. */
const longestWaitMs = 20_000;

/** A device that may be faster than the sure one. */
export interface Second {
  /** The adapter and what else its speed depends on: verdicts are kept under it. */
  name: string;
  /** Fetches what the device needs and opens it. */
  open(): Promise<Runtime>;
}

/** What the trials of earlier visits found. */
export interface Verdicts {
  read(key: string): Promise<Placement | null>;
  write(key: string, verdict: Placement): Promise<void>;
}

/**
 * Runs every graph of a moderate size on a device that is sure to be right, and tries a second one at its
 * first real runs: where that one gives the same answer, faster, it is kept for the graph. Should it later
 * break, be lost or give NaN or flat numbers, the very run is made again on the sure device and all later
 * ones too: a run goes on from its last step. A verdict against the second device is kept: later visits
 * neither fetch nor try it. `findSecond` gives null where there is none; `now` is the clock, in milliseconds.
 */
export function triedRuntime(
  sure: Runtime,
  findSecond: () => Promise<Second | null>,
  verdicts: Verdicts,
  now: () => number = () => performance.now(),
): Runtime {
  const { provider } = sure.device;
  return {
    device: sure.device,
    async open(model, path, outside = []) {
      const graph = await sure.open(model, path, outside);
      if (model.length > largestTried || outside.length > 0) return graph;
      const second = await within(findSecond()).catch(() => null);
      if (second === null) return new TriedGraph(graph, { provider, why: 'only' }, null, now);
      const key = `${second.name}, ${path}, ${model.length} bytes`;
      const verdict = await verdicts.read(key);
      if (verdict?.provider === provider) return new TriedGraph(graph, verdict, null, now);
      const candidate: Candidate = {
        open: async () => {
          const runtime = await second.open();
          return { device: runtime.device, graph: await runtime.open(model, path) };
        },
        settle: (placement) => {
          void verdicts.write(key, placement).catch(() => undefined);
        },
      };
      return new TriedGraph(graph, { provider, why: 'untried' }, candidate, now);
    },
  };
}

interface Other {
  device: Runtime['device'];
  graph: Graph;
}

/** How the second device is opened for one graph, and who is told what came of it. */
interface Candidate {
  open: () => Promise<Other>;
  settle: (verdict: Placement) => void;
}

class TriedGraph implements Graph {
  readonly #sure: Graph;
  readonly #provider: Placement['provider'];
  readonly #now: () => number;
  readonly #settle: Candidate['settle'];
  /** Null once the trial is made, or where there is none to make. */
  #openOther: Candidate['open'] | null;
  #other: Other | null = null;
  #runs = 0;
  #placement: Placement;

  constructor(sure: Graph, placement: Placement, candidate: Candidate | null, now: () => number) {
    this.#sure = sure;
    this.#provider = placement.provider;
    this.#placement = placement;
    this.#now = now;
    this.#openOther = candidate?.open ?? null;
    this.#settle = candidate?.settle ?? (() => undefined);
  }

  get inputs(): Graph['inputs'] {
    return this.#sure.inputs;
  }

  get shapes(): Graph['shapes'] {
    return this.#sure.shapes;
  }

  get outputs(): Graph['outputs'] {
    return this.#sure.outputs;
  }

  get placement(): Placement {
    return this.#placement;
  }

  async run(feeds: Tensors, outputs: readonly string[]): Promise<Tensors> {
    if (this.#other !== null) {
      const results = await this.#runOther(this.#other, feeds, outputs);
      if (results !== null) return results;
    }
    const start = this.#now();
    const results = await this.#sure.run(feeds, outputs);
    const tookMs = this.#now() - start;
    this.#runs++;
    if (this.#openOther !== null && this.#runs >= runsBefore) {
      const open = this.#openOther;
      this.#openOther = null;
      await this.#try(open, feeds, results, tookMs);
    }
    return results;
  }

  /** Null where the answer cannot be trusted; the device is then given up. */
  async #runOther(
    { graph }: Other,
    feeds: Tensors,
    outputs: readonly string[],
  ): Promise<Tensors | null> {
    try {
      const results = await within(graph.run(feeds, outputs));
      const fault = faultOf(answersOf(results));
      if (fault === null) return results;
      this.#demote(fault);
    } catch {
      this.#demote('lost');
    }
    return null;
  }

  async #try(
    open: Candidate['open'],
    feeds: Tensors,
    known: Tensors,
    sureMs: number,
  ): Promise<void> {
    const outputs = Object.keys(known);
    try {
      const other = await within(open());
      const first = await within(other.graph.run(feeds, outputs));
      if (!(missOf(answersOf(known), answersOf(first)) <= tolerance)) {
        this.#demote('wrong');
        return;
      }
      const start = this.#now();
      await within(other.graph.run(feeds, outputs));
      this.#decide(other, sureMs, this.#now() - start);
    } catch {
      this.#demote('broken');
    }
  }

  #decide(other: Other, sureMs: number, otherMs: number): void {
    if (isWorthwhile(sureMs, otherMs)) {
      this.#other = other;
      const { provider } = other.device;
      this.#placement = { provider, why: 'faster', tookMs: otherMs, otherMs: sureMs };
    } else {
      this.#placement = { provider: this.#provider, why: 'faster', tookMs: sureMs, otherMs };
    }
    this.#settle(this.#placement);
  }

  #demote(why: Demotion): void {
    this.#other = null;
    this.#placement = { provider: this.#provider, why };
    // A device that was lost once may be there again at the next visit.
    if (why !== 'lost') this.#settle(this.#placement);
  }
}

/** The float outputs; whole numbers need no trial. */
function answersOf(tensors: Tensors): Answers {
  const floats = Object.entries(tensors).flatMap(([name, { data }]) =>
    data instanceof Float32Array ? [[name, data] as const] : [],
  );
  return Object.fromEntries(floats);
}

/** Fails where a device does not answer in time. */
function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('it did not answer in time'));
    }, longestWaitMs);
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
