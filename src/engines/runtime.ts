import * as ort from 'onnxruntime-web/wasm';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { why } from '../core/detail.ts';
import { usualThreads } from '../core/devices.ts';
import { Failure } from '../core/failure.ts';
import type { Placement } from '../core/placement.ts';
import type { Device } from '../core/run.ts';

export type Tensors = Record<string, ort.Tensor>;
export type ElementType = ort.Tensor.Type;

/** A file of weights that a graph names, relative to itself, in place of holding them. */
export interface OutsideData {
  path: string;
  data: Uint8Array;
}

/** An opened ONNX graph. Tensors in and out live in JavaScript's memory and need no disposal. */
export interface Graph {
  readonly inputs: ReadonlyMap<string, ElementType>;
  /** The shape each input asks for; sizes that are free are names. */
  readonly shapes: ReadonlyMap<string, readonly (number | string)[]>;
  readonly outputs: readonly string[];
  /** Where it runs now and why there, if more than one device was thought of. */
  readonly placement?: Placement;
  /** Runs the graph for the named outputs only. */
  run(feeds: Tensors, outputs: readonly string[]): Promise<Tensors>;
  /** Gives its memory back; it cannot be run after that. */
  release?(): Promise<void>;
}

/** What runs graphs; engines are given one, tests give a fake. */
export interface Runtime {
  readonly device: Device;
  /** Opens a model; `path` names it in Failures. */
  open(model: Uint8Array, path: string, outside?: readonly OutsideData[]): Promise<Graph>;
}

/** onnxruntime-web on wasm, served from the page's own origin. */
export function wasmRuntime(threads = threadsHere()): Runtime {
  return {
    device: { provider: 'wasm', threads },
    async open(model, path, outside = []) {
      prepare(threads);
      const session = await ort.InferenceSession.create(model, {
        ...sessionOptions,
        externalData: outside,
      }).catch((thrown: unknown) => {
        throw sessionFailure(thrown, path);
      });
      return new SessionGraph(session, path);
    },
  };
}

/** Threads need an isolated page. */
function threadsHere(): number {
  return globalThis.crossOriginIsolated ? usualThreads(navigator.hardwareConcurrency, true) : 1;
}

function prepare(threads: number): void {
  if (typeof WebAssembly !== 'object') {
    throw new Failure('unsupported', why('noWebAssembly'));
  }
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  // Node finds the files beside the package; a browser would look for them on a CDN.
  if ('location' in globalThis) ort.env.wasm.wasmPaths = { wasm, mjs };
}

const sessionOptions: ort.InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  // int8 weights are unfolded to float once, at load.
  extra: { session: { disable_quant_qdq: '1' } },
};

class SessionGraph implements Graph {
  readonly inputs: ReadonlyMap<string, ElementType>;
  readonly shapes: ReadonlyMap<string, readonly (number | string)[]>;
  readonly outputs: readonly string[];
  readonly #session: ort.InferenceSession;
  readonly #path: string;

  constructor(session: ort.InferenceSession, path: string) {
    this.#session = session;
    this.#path = path;
    this.outputs = session.outputNames;
    this.inputs = new Map(
      session.inputMetadata.map((input) => [input.name, input.isTensor ? input.type : 'string']),
    );
    this.shapes = new Map(
      session.inputMetadata.map((input) => [input.name, input.isTensor ? input.shape : []]),
    );
  }

  async run(feeds: Tensors, outputs: readonly string[]): Promise<Tensors> {
    try {
      return await this.#session.run(feeds, outputs);
    } catch (thrown) {
      throw isMemory(thrown) ? new Failure('outOfMemory', this.#path) : thrown;
    }
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

function sessionFailure(thrown: unknown, path: string): Failure {
  if (isMemory(thrown)) return new Failure('outOfMemory', path);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (/no available backend/i.test(reason)) return new Failure('unsupported', reason);
  return new Failure('packBroken', why('cannotOpen', path, reason));
}

/** wasm throws a bare number where C++ throws; while opening or running that is its allocator. */
function isMemory(thrown: unknown): boolean {
  if (typeof thrown === 'number') return true;
  const message = thrown instanceof Error ? thrown.message : '';
  return /out of memory|bad_alloc|could not allocate|failed to allocate|allocation failed/i.test(
    message,
  );
}
