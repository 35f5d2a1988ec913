import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { KeptDevices } from '../../src/core/devices.ts';
import type { Family, RunEvent, SamplerName, StageEvent } from '../../src/core/run.ts';
import { reason } from '../../src/i18n/failure.ts';
import type { StandardPack, Variant } from '../../src/packs/standard/layout.ts';
import { BroughtPacks } from '../../src/state/broughtPacks.svelte.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import { standardFile, standardFiles } from '../fakes/standard.ts';

const models = new URL('https://here.test/models/');

beforeEach(() => {
  vi.stubGlobal('navigator', { deviceMemory: 8 });
  // The shipped models' own lists.
  vi.stubGlobal('fetch', (url: URL) => {
    const name = url.pathname.replace('/models/', '');
    return Promise.resolve(new Response(readFileSync(`models/${name}`)));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const choice = { bring: () => undefined };
const choices = { gpt2: choice, dalle: choice, diffusion: choice };

/** Packs as if somebody had picked some folders, with what stands in place of some files. */
async function picked(
  names: readonly string[],
  instead: Record<string, string> = {},
  kept: Partial<Record<Family, KeptDevices>> = {},
): Promise<BroughtPacks> {
  const brought = new BroughtPacks(choices, models, { kept });
  const files = names.flatMap((name) => standardFiles(name));
  await brought.folder(
    files.map(({ path }) => {
      const file = new File([instead[path] ?? standardFile(path)], path);
      return Object.assign(file, { webkitRelativePath: path });
    }),
  );
  return brought;
}

function found(brought: BroughtPacks, at = 0): { pack: StandardPack; variant: Variant } {
  if (brought.status.kind !== 'found') throw new Error(brought.status.kind);
  const pack = brought.status.packs[at];
  const variant = pack?.variants[0];
  if (pack === undefined || variant === undefined) throw new Error('no pack');
  return { pack, variant };
}

function scheduler(fields: Record<string, unknown>): Record<string, string> {
  return { 'sd1/scheduler/scheduler_config.json': JSON.stringify(fields) };
}

describe('a brought Stable Diffusion runs with the sampler of its own scheduler', () => {
  test('and going back to the shipped model brings back the sampler that was set', async () => {
    const settings: { sampler: SamplerName } = { sampler: 'dpm2mKarras' };
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    await brought.choose(pack, variant, settings);
    expect(settings.sampler).toBe('pndm');
    // Chosen anew, it is not taken for what was set before.
    await Promise.all([
      brought.choose(pack, variant, settings),
      brought.choose(pack, variant, settings),
    ]);
    expect(settings.sampler).toBe('pndm');
    brought.drop('diffusion', settings);
    expect(settings.sampler).toBe('dpm2mKarras');
  });

  test('but a sampler that somebody has set since stays', async () => {
    const settings: { sampler: SamplerName } = { sampler: 'ddim' };
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    await brought.choose(pack, variant, settings);
    settings.sampler = 'euler';
    brought.drop('diffusion', settings);
    expect(settings.sampler).toBe('euler');
  });

  test('not once somebody has gone back while its file was read', async () => {
    const settings: { sampler: SamplerName } = { sampler: 'ddim' };
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    const choosing = brought.choose(pack, variant, settings);
    brought.drop('diffusion', settings);
    await choosing;
    expect(settings.sampler).toBe('ddim');
  });

  test('a scheduler that is none of ours leaves the sampler and is told', async () => {
    const settings: { sampler: SamplerName } = { sampler: 'ddim' };
    const brought = await picked(['sd1'], scheduler({ _class_name: 'HeunDiscreteScheduler' }));
    const { pack, variant } = found(brought);
    await brought.choose(pack, variant, settings);
    expect([settings.sampler, brought.unknownScheduler]).toEqual(['ddim', 'HeunDiscreteScheduler']);
    brought.drop('diffusion', settings);
    expect(brought.unknownScheduler).toBeNull();
  });
});

test('what is found are packs of known precision, and no other language model', async () => {
  const config = '{"model_type": "bert"}';
  const brought = await picked(['gpt2', 'sd1-fp16'], { 'gpt2/config.json': config });
  if (brought.status.kind !== 'found') throw new Error(brought.status.kind);
  expect(brought.status.packs.map(({ family }) => family)).toEqual(['diffusion']);
  expect(found(brought).variant.precision).toBe('fp16');
});

describe('why a pack is too large', () => {
  async function reasonOf(
    files: Variant['files'],
    kept: Partial<Record<Family, KeptDevices>> = {},
  ) {
    const brought = await picked(['sd1'], {}, kept);
    const { pack } = found(brought);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const fault = brought.faultHere(pack, { precision: 'fp32', files, bytes });
    return fault === null ? null : reason(fault);
  }
  const halves = [1.8e9, 1.8e9].map((bytes) => ({ path: 'unet/model.onnx', bytes }));

  test('is told by its reason', async () => {
    expect(await reasonOf([{ path: 'unet/weights.pb', bytes: 3.46e9 }])).toBe(
      'unet/weights.pb has 3.5 GB; a browser holds 2 GB in one piece.',
    );
    expect(await reasonOf(halves)).toContain('WebAssembly can address 4 GB');
    vi.stubGlobal('navigator', { deviceMemory: 2 });
    expect(await reasonOf([{ path: 'unet/model.onnx', bytes: 5e8 }])).toContain(
      'this machine has 2.1 GB',
    );
  });

  test('and wasm is none where somebody chose the graphics card', async () => {
    const chosen: KeptDevices = { choice: { provider: 'webgpu', threads: null } };
    expect(await reasonOf(halves, { diffusion: chosen })).toBeNull();
  });
});

describe('how long a step will take', () => {
  const dream: StageEvent = {
    type: 'stage',
    family: 'diffusion',
    stage: 'unet',
    inputs: [{ name: 'sample', type: 'float32', dims: [2, 4, 32, 32], first: [] }],
    outputs: [],
    elapsedMs: 400,
  };

  /** Clients that tell these events of Stable Diffusion and are done. */
  function telling(events: readonly RunEvent[]): Clients {
    const client: ModelClient = {
      load: () => Promise.resolve({ status: 'done' }),
      run: (_request, onEvent) => {
        events.forEach(onEvent);
        return Promise.resolve({ status: 'done' });
      },
      dispose: () => undefined,
    };
    return { gpt2: client, dalle: client, diffusion: client };
  }

  async function run(brought: BroughtPacks, events: readonly RunEvent[]): Promise<void> {
    const { diffusion } = brought.overhear(telling(events));
    const request = { family: 'diffusion', prompt: '', seed: 1, steps: 1, guidance: 4 } as const;
    const never = new AbortController().signal;
    await diffusion.run({ ...request, sampler: 'ddim' }, () => undefined, never);
  }

  test('is not known before anything was measured', async () => {
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    expect(brought.expectedMs(pack, variant, true)).toBeNull();
  });

  test('follows from the steps of the shipped model, by weights, cells and guidance', async () => {
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    await run(brought, [dream, { ...dream, elapsedMs: 9000 }, dream, { ...dream, stage: 'vae' }]);
    const unet = 12_661_365; // bytes of the shipped one, which are its weights
    const full = { ...variant, weightsPerStep: 10 * unet };
    const large = { ...pack, latentSize: 64 };
    // Ten times the weights, four times the cells.
    expect(brought.expectedMs(large, full, true)).toBeCloseTo(16_000, -2);
    expect(brought.expectedMs(large, full, false)).toBeCloseTo(8000, -2);
  });

  test('is not learned from a pack that somebody brought', async () => {
    const brought = await picked(['sd1']);
    const { pack, variant } = found(brought);
    await brought.choose(pack, variant, { sampler: 'ddim' });
    await run(brought, [dream]);
    expect(brought.expectedMs(pack, variant, true)).toBeNull();
  });

  test('follows from what was measured of the devices, where nothing has run', async () => {
    const placement = { provider: 'wasm', why: 'only' } as const;
    const graph = { stage: 'decoder', path: '', sha256: '', placement, wasmMs: 5, webgpuMs: null };
    const verdict = { threads: 1, byThreads: [], graphs: [graph] };
    const measured = { adapter: null, cores: 1, version: '', verdict };
    const kept = { gpt2: { choice: { provider: null, threads: null }, measured } };
    const brought = await picked(['gpt2'], {}, kept);
    const { pack, variant } = found(brought);
    const ms = brought.expectedMs(pack, { ...variant, weightsPerStep: 124e6 }, false);
    expect(ms).toBeGreaterThan(50);
    expect(ms).toBeLessThan(200);
  });
});
