import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { findPacks } from '../../src/packs/standard/layout.ts';
import { LoosePack } from '../../src/packs/standard/loosePack.ts';
import { checkMemory } from '../../src/packs/standard/memory.ts';
import { never } from '../fakes/shipped.ts';
import { standardFiles } from '../fakes/standard.ts';

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
    const failure = await refusal(new LoosePack({ read }, pack, large, memory));
    expect(failure.kind).toBe('outOfMemory');
    expect(failure.message).toContain(reason);
  });

  test('what fits is not refused', () => {
    expect(() => {
      checkMemory(pack, variant, 8e9);
    }).not.toThrow();
  });
});
