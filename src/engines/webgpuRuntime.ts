import { version } from '../../package.json';
import type { OutsideData, Runtime, Tensors } from './runtime.ts';
import { Tensor } from './tensors.ts';
import type { Second } from './triedRuntime.ts';

/**
 * The graphics card as onnxruntime-web's WebGPU uses it, or null where there is no adapter or only a
 * software one (`evenSoftware` takes that too, to compare answers). Its own build of wasm, 27 MB, is
 * fetched only when it is opened.
 */
export async function findGraphics(evenSoftware = false): Promise<Second | null> {
  const { gpu } = navigator as { gpu?: GPU };
  const adapter = (await gpu?.requestAdapter()) ?? null;
  if (adapter === null || (isSoftware(adapter) && !evenSoftware)) return null;
  const { vendor, architecture, device, description } = adapter.info;
  const name = [vendor, architecture, device, description, version].join(' ');
  let opened: Promise<Runtime> | null = null;
  return { name, open: () => (opened ??= openWebgpu()) };
}

/** Chromium's SwiftShader and Mesa's llvmpipe do not always say that they only fall back. */
function isSoftware({ info }: GPUAdapter): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return info.isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(names);
}

async function openWebgpu(): Promise<Runtime> {
  const [ort, { default: mjs }, { default: wasm }] = await Promise.all([
    import('onnxruntime-web/webgpu'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
  ]);
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { mjs, wasm };
  return {
    device: { provider: 'webgpu', threads: 1 },
    async open(model, _path, outside: readonly OutsideData[] = []) {
      const session = await ort.InferenceSession.create(model, {
        executionProviders: ['webgpu'],
        graphOptimizationLevel: 'all',
        // int8 graphs crawl on WebGPU; their weights are unfolded to float once, at load.
        extra: { session: { disable_quant_qdq: '1' } },
        externalData: outside,
      });
      const { inputMetadata, outputNames } = session;
      return {
        inputs: new Map(inputMetadata.map((it) => [it.name, it.isTensor ? it.type : 'string'])),
        shapes: new Map(inputMetadata.map((it) => [it.name, it.isTensor ? it.shape : []])),
        outputs: outputNames,
        // The two builds have tensors of their own.
        run: async (feeds, outputs) =>
          moved(await session.run(moved(feeds, ort.Tensor), [...outputs]), Tensor),
      };
    },
  };
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
