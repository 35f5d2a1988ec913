import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { inspectPacks } from '../../src/packs/standard/inspect.ts';
import type { StandardPack } from '../../src/packs/standard/layout.ts';
import { findPacks } from '../../src/packs/standard/layout.ts';
import type { LooseFiles } from '../../src/packs/standard/loosePack.ts';
import { LoosePack } from '../../src/packs/standard/loosePack.ts';
import { checkMemory, memoryFault } from '../../src/packs/standard/memory.ts';
import { readWeights } from '../../src/packs/standard/onnxHead.ts';
import { listServer } from '../../src/packs/standard/server.ts';
import { never } from '../fakes/shipped.ts';
import { standardFile, standardFiles } from '../fakes/standard.ts';

describe('packs are found among files', () => {
  const packs = findPacks(standardFiles());

  test('every one of the public layouts, in whatever folder it lies', () => {
    const found = packs.map(({ folder, family }) => `${family} ${folder}`).sort();
    const dreams = ['lcm', 'sd1', 'sd1-fp16', 'sd1-int8', 'sd1-outside', 'sd2', 'turbo'];
    const wanted = [...dreams.map((name) => `diffusion ${name}/`), 'gpt2 gpt2/'];
    expect(found).toEqual(wanted.sort());
    expect(packs.flatMap(({ missing }) => missing)).toEqual([]);
  });

  test('with every precision that it comes in, the smallest first', () => {
    const gpt2 = packs.find(({ family }) => family === 'gpt2');
    const sizes = gpt2?.variants.map(({ bytes }) => bytes) ?? [];
    expect(gpt2?.variants.map(({ precision }) => precision).sort()).toEqual([
      'fp16',
      'fp32',
      'q4',
      'q8',
    ]);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  test('with the weights that lie outside of their graph', () => {
    const outside = packs.find(({ folder }) => folder === 'sd1-outside/');
    const paths = outside?.variants[0]?.files.map(({ path }) => path);
    expect(paths).toContain('unet/model.onnx_data');
  });

  test('with what is missing, by name', () => {
    const files = standardFiles('sd1').filter(({ path }) => !path.endsWith('unet/model.onnx'));
    expect(findPacks(files)[0]?.missing).toEqual(['unet/model.onnx']);
  });

  test('not where other models lie', () => {
    const files = ['bert/onnx/model.safetensors', 'onnx/modelling.onnx', 'config.json'];
    expect(findPacks(files.map((path) => ({ path, bytes: 1 })))).toEqual([]);
  });
});

describe('what cannot run is refused before it is read', () => {
  const read = () => Promise.reject(new Error('nothing should be read'));
  const [pack] = findPacks(standardFiles('sd1'));
  if (pack === undefined) throw new Error('no pack');
  const [variant] = pack.variants;
  if (variant === undefined) throw new Error('no variant');

  async function refusal(loose: LoosePack): Promise<Failure> {
    const thrown: unknown = await loose
      .fetch(never)
      .next()
      .catch((failure: unknown) => failure);
    if (thrown instanceof Failure) return thrown;
    throw new Error('nothing was refused');
  }

  test('an incomplete pack names its first missing file', async () => {
    const lacking = { ...pack, missing: ['unet/model.onnx'] };
    const failure = await refusal(new LoosePack({ read }, lacking, variant));
    expect(failure.kind).toBe('packMissing');
    expect(failure.message).toContain('sd1/unet/model.onnx');
  });

  test.each([
    [2 ** 31, null, '2 GB in one piece'],
    [2 ** 31 - 1, null, '4 GB'],
    [500e6, 2e9, 'this machine has 2.0 GB'],
  ])('a file of %d bytes with %s bytes of memory', async (bytes, memory, reason) => {
    const large = { ...variant, files: [{ path: 'unet/model.onnx', bytes }] };
    const failure = await refusal(new LoosePack({ read }, pack, large, { memory, onCard: false }));
    expect(failure.kind).toBe('outOfMemory');
    expect(failure.message).toContain(reason);
  });

  test('what fits is not refused', () => {
    expect(() => {
      checkMemory(pack, variant, { memory: 8e9, onCard: false });
    }).not.toThrow();
  });

  test('graphs that were chosen to run on the graphics card are not judged by what wasm can address', () => {
    const files = [2 ** 31 - 1, 2 ** 31 - 1].map((bytes) => ({ path: 'unet/model.onnx', bytes }));
    const large = { ...variant, files };
    const codeOf = (onCard: boolean) => memoryFault(pack, large, { memory: null, onCard })?.code;
    expect([false, true].map(codeOf)).toEqual(['overWasm', undefined]);
    expect(memoryFault(pack, large, { memory: 4e9, onCard: true })?.code).toBe('overMachine');
  });
});

describe('what the README says of SD-Turbo', () => {
  // Weights of text encoder, UNet and decoder; files are larger by their graphs.
  const parts = { text_encoder: 340e6, unet: 866e6, vae_decoder: 49.5e6 };
  const [pack] = findPacks(standardFiles('turbo'));
  if (pack === undefined) throw new Error('no pack');

  function faultOf(bytesOf: Partial<typeof parts>, unfold: number): string | undefined {
    const all = { ...parts, ...bytesOf };
    const files = Object.entries(all).map(([part, bytes]) => ({
      path: `${part}/model.onnx`,
      bytes,
    }));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const variant = { precision: null, files, bytes, runningBytes: bytes * unfold };
    return memoryFault(pack as StandardPack, variant, { memory: 8 * 2 ** 30, onCard: false })?.code;
  }

  test('float weights do not fit, in single or in half precision, and neither do int8 ones that are unfolded', () => {
    const times = (factor: number) =>
      Object.fromEntries(Object.entries(parts).map(([part, count]) => [part, count * factor]));
    expect(faultOf(times(4), 1)).toBe('overOnePiece');
    expect(faultOf(times(2), 2)).toBe('overWasm');
    expect(faultOf({}, 4)).toBe('overWasm');
  });

  test('text encoder and UNet in dynamic int8 beside a decoder in float fit', () => {
    expect(faultOf({ vae_decoder: 4 * parts.vae_decoder }, 1)).toBeUndefined();
  });
});

/** Some files in memory, with their heads. */
function looseFiles(contents: Record<string, string | Uint8Array<ArrayBuffer>>): LooseFiles {
  const bytesOf = (path: string) => {
    const content = contents[path];
    if (content === undefined) throw new Error(path);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    read: (path) => Promise.resolve(bytesOf(path)),
    head: (path, bytes) => Promise.resolve(bytesOf(path).slice(0, bytes)),
  };
}

describe('a look into the files tells', () => {
  const golden: LooseFiles = {
    read: (path) => Promise.resolve(standardFile(path)),
    head: (path, bytes) => Promise.resolve(standardFile(path).slice(0, bytes)),
  };

  test('the precision of Stable Diffusion, and what its weights take on wasm', async () => {
    const names = ['sd1', 'sd1-fp16', 'sd1-int8', 'sd1-outside'];
    const packs = await inspectPacks(findPacks(standardFiles()), golden, never);
    const told = names.map((name) => packs.find(({ folder }) => folder === `${name}/`));
    const [fp32, fp16, int8, outside] = told.map((pack) => pack?.variants[0]);
    expect(told.map((pack) => pack?.latentSize)).toEqual([16, 16, 16, 16]);
    expect([fp32, fp16, outside].map((one) => one?.precision)).toEqual(['fp32', 'fp16', 'fp32']);
    expect(fp32?.runningBytes).toBe(fp32?.bytes);
    expect(outside?.runningBytes).toBe(outside?.bytes);
    // Half precision has no arithmetic on wasm; dynamic int8 computes as it is.
    expect((fp16?.runningBytes ?? 0) / (fp16?.bytes ?? 1)).toBeGreaterThan(1.7);
    expect(int8?.runningBytes).toBe(int8?.bytes);
    // The same network, wherever its weights lie.
    expect((outside?.weightsPerStep ?? 0) / (fp32?.weightsPerStep ?? 1)).toBeCloseTo(1, 1);
  });

  test.each(['dalle', 'stable-diffusion'])(
    'that int8 weights which are only dequantised take four times their file: our own %s',
    (name) => {
      const path =
        name === 'dalle' ? 'onnx/decoder_model_merged_quantized.onnx' : 'unet/model.onnx';
      const file = readFileSync(new URL(`../../models/${name}/${path}`, import.meta.url));
      const weights = readWeights(file);
      expect(weights?.precision).toBe('int8');
      expect(weights?.unfolded).toBeGreaterThan(3);
    },
  );

  test('no more than the head is needed, wherever it is cut', () => {
    const whole = standardFile('sd1-fp16/unet/model.onnx');
    const told = [1, 100, 5000, 50_000, 400_000].map((bytes) =>
      readWeights(whole.subarray(0, bytes)),
    );
    expect(told[0]).toBeNull();
    expect(told.at(-1)?.precision).toBe('fp16');
    expect(readWeights(new TextEncoder().encode('<!doctype html>'))).toBeNull();
  });

  test('another language model from GPT-2', async () => {
    const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];
    const files = names.map((path) => ({ path: `some/${path}`, bytes: 1 }));
    const look = (config: string) =>
      inspectPacks(findPacks(files), looseFiles({ 'some/config.json': config }), never);
    expect(await look('{"model_type": "bert", "num_attention_heads": 12}')).toEqual([]);
    expect(await look('{"model_type": "gpt2"}')).toHaveLength(1);
    expect(await look('{"n_head": 12}')).toHaveLength(1);
    // What cannot be read is told by the run.
    expect(await look('{')).toHaveLength(1);
  });
});

test('our own DALL-E is found once, and not as a GPT-2', () => {
  const names = [
    ...['config.json', 'tokenizer.json', 'tokenizer_config.json'],
    ...['onnx/encoder_model_quantized.onnx', 'onnx/decoder_model_merged_quantized.onnx'],
    ...['vqgan/decoder.onnx', 'vqgan/patches.bin'],
  ];
  const packs = findPacks(names.map((path) => ({ path: `dalle/${path}`, bytes: 1 })));
  expect(packs.map(({ family }) => family)).toEqual(['dalle']);
});

describe("a pack by diffusers' own exporter", () => {
  const names = [
    ...['model_index.json', 'scheduler/scheduler_config.json'],
    ...['tokenizer/vocab.json', 'tokenizer/merges.txt', 'tokenizer/tokenizer_config.json'],
    ...['text_encoder/model.onnx', 'unet/model.onnx', 'unet/weights.pb', 'vae_decoder/model.onnx'],
  ];

  test('is whole without configs, and its weights.pb belongs to it', () => {
    const [pack] = findPacks(names.map((path) => ({ path, bytes: 1 })));
    expect(pack?.missing).toEqual([]);
    expect(pack?.variants[0]?.files.map(({ path }) => path)).toContain('unet/weights.pb');
  });

  test('with one config misses the other', () => {
    const some = [...names, 'unet/config.json'].map((path) => ({ path, bytes: 1 }));
    expect(findPacks(some)[0]?.missing).toEqual(['vae_decoder/config.json']);
  });
});

test('on a server weights outside of a graph are found under every name that exporters give them', async () => {
  const there = [
    ...[
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'onnx/model.onnx_data_1',
      'onnx/model.onnx_data_2',
    ],
    ...[
      'unet/model.onnx',
      'unet/weights.pb',
      'text_encoder/model.onnx',
      'text_encoder/model.onnx.data',
    ],
  ];
  vi.stubGlobal('fetch', (url: URL) =>
    Promise.resolve(
      there.includes(url.pathname.slice(1))
        ? new Response(null, { headers: { 'content-length': '7' } })
        : new Response(null, { status: 404 }),
    ),
  );
  const found = await listServer('https://here.test/', never);
  expect(found.map(({ path }) => path).sort()).toEqual([...there].sort());
  vi.unstubAllGlobals();
});

test('the head of a file in a zip is read without the rest', async () => {
  const { configure, BlobWriter, Uint8ArrayReader, ZipWriter } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const writer = new ZipWriter(new BlobWriter());
  const content = standardFile('sd1/unet/model.onnx');
  await writer.add('unet/model.onnx', new Uint8ArrayReader(content));
  const zip = await writer.close();
  const { unzippedHead } = await import('../../src/packs/standard/zip.ts');
  const head = await unzippedHead(zip, 'unet/model.onnx', 100_000, never);
  expect(head).toEqual(content.slice(0, 100_000));
  expect(await unzippedHead(zip, 'unet/model.onnx', 1e9, never)).toEqual(content);
});
