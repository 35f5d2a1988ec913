import { describe, expect, test } from 'vitest';
import type { DreamRequest, Pixels } from '../../src/core/run.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { openGraph } from '../../src/engines/graphFiles.ts';
import type { Graph, OutsideData, Runtime } from '../../src/engines/runtime.ts';
import { PackFiles } from '../../src/packs/pack.ts';
import { findPacks } from '../../src/packs/standard/layout.ts';
import { LoosePack } from '../../src/packs/standard/loosePack.ts';
import { allEvents, never } from '../fakes/shipped.ts';
import { standardFile, standardFiles } from '../fakes/standard.ts';

describe('packs as others export them', () => {
  test('give a graph the weights.pb beside it, and no other', async () => {
    const opened: Record<string, readonly OutsideData[]> = {};
    const runtime: Runtime = {
      device: { provider: 'wasm', threads: 1 },
      open: (_model, path, outside = []) => {
        opened[path] = outside;
        return Promise.resolve({} as Graph);
      },
    };
    const paths = ['unet/model.onnx', 'unet/weights.pb', 'unet/config.json', 'vae/model.onnx'];
    const contents = new Map(paths.map((path) => [path, new Uint8Array(2)] as const));
    const files = new PackFiles(contents, () => Promise.reject(new Error('no more')));
    for (const path of ['unet/model.onnx', 'vae/model.onnx'])
      await openGraph(files, runtime, [path]);
    expect(opened['unet/model.onnx']?.map(({ path }) => path)).toEqual(['weights.pb']);
    expect(opened['vae/model.onnx']).toEqual([]);
  });

  test('are decoded with the scale that diffusers assumes where the config is silent', async () => {
    expect((await dream({})).data).toEqual((await dream({ scaling_factor: 0.18215 })).data);
  });
});

/** What the pack of random weights draws whose decoder's config says that of its scale. */
async function dream(scale: { scaling_factor?: number }): Promise<Pixels> {
  const [pack] = findPacks(standardFiles('sd1'));
  const [variant] = pack?.variants ?? [];
  if (pack === undefined || variant === undefined) throw new Error('no pack');
  const read = (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = standardFile(path);
    if (!path.endsWith('vae_decoder/config.json')) return Promise.resolve(bytes);
    const config = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    delete config['scaling_factor'];
    return Promise.resolve(new TextEncoder().encode(JSON.stringify({ ...config, ...scale })));
  };
  const engine = createDiffusion(new LoosePack({ read }, pack, variant));
  const request: DreamRequest = {
    ...{ family: 'diffusion', prompt: 'a cat', seed: 7, steps: 1, guidance: 1, sampler: 'ddim' },
  };
  const done = (await allEvents(engine.run(request, never))).at(-1);
  if (done?.type !== 'done' || done.result.kind !== 'picture') expect.unreachable();
  return done.result.picture;
}
