import { isSoftware, nameOfAdapter } from '../core/adapter.ts';
import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { OutsideData, Runtime, Tensors } from './runtime.ts';
import { Tensor } from './tensors.ts';

/** A graphics card as WebGPU offers it. */
export interface Graphics {
  /** What was measured of it is kept under this name. */
  name: string;
  /**
   * Fetches onnxruntime's build for WebGPU, some 27 MB, and starts it. A server that cannot be reached
   * is a `packMissing` Failure, an abort an `aborted` one.
   */
  open(signal: AbortSignal): Promise<GraphicsRuntime>;
}

export interface GraphicsRuntime extends Runtime {
  /** Settles when the device is gone; never, while it stands. */
  readonly lost: Promise<void>;
}

/** The card, or null where there is no adapter or only a software one (`evenSoftware` takes that too). */
export async function findGraphics(evenSoftware = false): Promise<Graphics | null> {
  const { gpu } = navigator as { gpu?: GPU };
  const adapter = (await gpu?.requestAdapter().catch(() => null)) ?? null;
  if (adapter === null || (isSoftware(adapter.info) && !evenSoftware)) return null;
  return { name: nameOfAdapter(adapter.info), open: openWebgpu };
}

type Ort = typeof import('onnxruntime-web/webgpu');

async function openWebgpu(signal: AbortSignal): Promise<GraphicsRuntime> {
  const ort = await fetchRuntime(signal);
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  return {
    device: { provider: 'webgpu', threads: 1 },
    lost,
    async open(model, _path, outside: readonly OutsideData[] = []) {
      const session = await ort.InferenceSession.create(model, {
        executionProviders: ['webgpu'],
        graphOptimizationLevel: 'all',
        // int8 graphs crawl on WebGPU; their weights are unfolded to float once, at load.
        extra: { session: { disable_quant_qdq: '1' } },
        externalData: outside,
        // It would tell that shapes are worked out on the processor, as they should be.
        logSeverityLevel: 3,
      });
      // A promise by its type; the device itself, once there is a session.
      void (await ort.env.webgpu.device).lost.then(lose);
      const { inputMetadata, outputNames } = session;
      return {
        inputs: new Map(inputMetadata.map((it) => [it.name, it.isTensor ? it.type : 'string'])),
        shapes: new Map(inputMetadata.map((it) => [it.name, it.isTensor ? it.shape : []])),
        outputs: outputNames,
        // The two builds have tensors of their own.
        run: async (feeds, outputs) =>
          moved(await session.run(moved(feeds, ort.Tensor), [...outputs]), Tensor),
        release: () => session.release(),
      };
    },
  };
}

/** What comes over the network comes here, so that a broken line is not taken for a broken card. */
async function fetchRuntime(signal: AbortSignal): Promise<Ort> {
  try {
    const [ort, { default: mjs }, { default: wasm }] = await Promise.all([
      import('onnxruntime-web/webgpu'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
    ]);
    const response = await fetch(wasm, { signal });
    if (!response.ok) throw new Error(response.statusText);
    ort.env.logLevel = 'error';
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { mjs, wasm };
    ort.env.wasm.wasmBinary = await response.arrayBuffer();
    return ort;
  } catch {
    throw signal.aborted
      ? new Failure('aborted')
      : new Failure('packMissing', why('unreachable', 'WebGPU'));
  }
}

/** The same numbers as tensors of another build. */
function moved(tensors: Tensors, as: typeof Tensor): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, data, dims }]) => [
      name,
      new as(type, data as Float32Array, dims),
    ]),
  );
}
