import { version } from '../../package.json';
import { threadsFor, wishFor, type KeptDevices } from '../core/devices.ts';
import type { Demotion, Placement } from '../core/placement.ts';
import type { Device, Family } from '../core/run.ts';
import { faultOf, type Answers } from '../core/trial.ts';
import { sha256 } from '../packs/digest.ts';
import { readDevices } from '../packs/keptDevices.ts';
import {
  wasmRuntime,
  type Graph,
  type OutsideData,
  type Runtime,
  type Tensors,
} from './runtime.ts';
import { floatsOf } from './tensors.ts';
import { findGraphics, type Graphics, type GraphicsRuntime } from './webgpuRuntime.ts';

/** A card that has not answered for so long is taken for lost. */
const longestWaitMs = 60_000;
/** The first call compiles the kernels, which takes a slow card its time. */
const longestFirstWaitMs = 240_000;

/** What there is to run on; tests give fakes. */
export interface Hardware {
  cores: number;
  isIsolated: boolean;
  processor(threads: number): Runtime;
  graphics(evenSoftware: boolean): Promise<Graphics | null>;
}

/** Runs a family's graphs where this browser keeps that they are to run; on the processor, where it keeps nothing. */
export function keptRuntime(family: Family): Runtime {
  return placedRuntime(readDevices(family), hardwareHere());
}

function hardwareHere(): Hardware {
  return {
    cores: navigator.hardwareConcurrency,
    isIsolated: globalThis.crossOriginIsolated,
    processor: wasmRuntime,
    graphics: findGraphics,
  };
}

/**
 * Graphs on the processor, but for those that are kept to be done rightly and faster on the graphics
 * card, or that somebody chose to run there. Should the card break off, be lost or give NaN or flat
 * numbers, the very call is made again on the processor, and all later ones too: a run goes on from its
 * last step. Where nothing is kept, no card is asked for and nothing is fetched.
 */
export function placedRuntime(reading: Promise<KeptDevices | null>, hardware: Hardware): Runtime {
  const { cores, isIsolated } = hardware;
  let processor: Runtime | null = null;
  let graphics: Promise<GraphicsRuntime> | null = null;
  let device: Device = hardware.processor(threadsFor(null, cores, isIsolated)).device;

  const onProcessor = (kept: KeptDevices | null): Runtime => {
    processor ??= hardware.processor(threadsFor(kept, cores, isIsolated));
    if (device.provider === 'wasm') device = processor.device;
    return processor;
  };

  const onGraphics = async (
    kept: KeptDevices,
    path: string,
    model: Uint8Array,
  ): Promise<GraphicsRuntime> => {
    const isChosen = kept.choice.provider === 'webgpu';
    const card = await hardware.graphics(isChosen);
    if (card === null) throw new Unplaced('only');
    if (!isChosen && !(await isMeasured(kept, card.name, path, model))) {
      throw new Unplaced('untried');
    }
    graphics ??= card.open(new AbortController().signal);
    return graphics.catch(() => {
      graphics = null;
      throw new Unplaced('unreachable');
    });
  };

  return {
    get device() {
      return device;
    },
    async open(model, path, outside = []) {
      const kept = await reading;
      const wish = wishFor(kept, path);
      const openSure = () => onProcessor(kept).open(model, path, outside);
      if (kept === null || wish === null) return openSure();
      if (wish.provider === 'wasm') return new PlacedGraph(await openSure(), wish);
      try {
        const card = await onGraphics(kept, path, model);
        const graph = await openThere(card, model, path, outside);
        device = card.device;
        return new GuardedGraph(graph, wish, card.lost, openSure);
      } catch (thrown) {
        if (!(thrown instanceof Unplaced)) throw thrown;
        return new PlacedGraph(await openSure(), { provider: 'wasm', why: thrown.why });
      }
    },
  };
}

/** Why a graph cannot run on the card after all. */
class Unplaced extends Error {
  readonly why: Demotion | 'untried';

  constructor(why: Demotion | 'untried') {
    super(why);
    this.why = why;
  }
}

/** Whether it was this card, this version of the page and these very weights that were measured. */
async function isMeasured(
  { measured }: KeptDevices,
  adapter: string,
  path: string,
  model: Uint8Array,
): Promise<boolean> {
  if (measured?.adapter !== adapter || measured.version !== version) return false;
  const graph = measured.verdict.graphs.find((one) => one.path === path);
  return graph?.sha256 === (await sha256(model as Uint8Array<ArrayBuffer>));
}

async function openThere(
  card: GraphicsRuntime,
  model: Uint8Array,
  path: string,
  outside: readonly OutsideData[],
): Promise<Graph> {
  try {
    return await within(card.open(model, path, outside), card.lost, longestFirstWaitMs);
  } catch {
    throw new Unplaced('broken');
  }
}

/** A graph that stays where it is. */
class PlacedGraph implements Graph {
  protected graph: Graph;
  #placement: Placement;

  constructor(graph: Graph, placement: Placement) {
    this.graph = graph;
    this.#placement = placement;
  }

  get inputs(): Graph['inputs'] {
    return this.graph.inputs;
  }

  get shapes(): Graph['shapes'] {
    return this.graph.shapes;
  }

  get outputs(): Graph['outputs'] {
    return this.graph.outputs;
  }

  get placement(): Placement {
    return this.#placement;
  }

  protected set placement(placement: Placement) {
    this.#placement = placement;
  }

  run(feeds: Tensors, outputs: readonly string[]): Promise<Tensors> {
    return this.graph.run(feeds, outputs);
  }
}

/** A graph on the card, whose every answer is looked at; it moves to the processor for good when one is no answer. */
class GuardedGraph extends PlacedGraph {
  readonly #lost: Promise<void>;
  #openSure: (() => Promise<Graph>) | null;
  #longestMs = longestFirstWaitMs;

  constructor(
    graph: Graph,
    placement: Placement,
    lost: Promise<void>,
    openSure: () => Promise<Graph>,
  ) {
    super(graph, placement);
    this.#lost = lost;
    this.#openSure = openSure;
  }

  override async run(feeds: Tensors, outputs: readonly string[]): Promise<Tensors> {
    if (this.#openSure === null) return super.run(feeds, outputs);
    const results = await within(super.run(feeds, outputs), this.#lost, this.#longestMs).catch(
      () => null,
    );
    this.#longestMs = longestWaitMs;
    const why = results === null ? 'lost' : faultOf(answersOf(results));
    if (results !== null && why === null) return results;
    this.graph = await this.#openSure();
    this.#openSure = null;
    this.placement = { provider: 'wasm', why: why ?? 'lost' };
    return super.run(feeds, outputs);
  }
}

/** The outputs of floating point, halves unfolded; whole numbers need no looking at. */
export function answersOf(tensors: Tensors): Answers {
  const floats = Object.entries(tensors).filter(
    ([, { type }]) => type === 'float32' || type === 'float16',
  );
  return Object.fromEntries(floats.map(([name]) => [name, floatsOf(tensors, name)]));
}

/** Fails where a device is lost, or does not answer in time. */
function within<T>(work: Promise<T>, lost: Promise<void>, longestMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('it did not answer in time'));
    }, longestMs);
    void lost.then(() => {
      reject(new Error('it was lost'));
    });
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
