import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Brought } from '../../src/packs/standard/brought.ts';
import type { SamplerName } from '../../src/core/run.ts';
import { BroughtPacks } from '../../src/state/broughtPacks.svelte.ts';
import { Hub } from '../../src/state/hub.svelte.ts';
import { fakeHub, hubPage } from '../fakes/hub.ts';

// Before the modules are read: this file is about a build that may ask the hub.
vi.hoisted(() => vi.stubEnv('WINDOWSILL_HUB', '1'));
afterAll(() => vi.unstubAllEnvs());
afterEach(() => vi.unstubAllGlobals());

const tree = '/api/models/some/gpt2/tree/main?recursive=true';
const sizes = {
  'config.json': 9,
  'tokenizer.json': 9,
  'tokenizer_config.json': 9,
  'onnx/model_quantized.onnx': 9,
};
const settings: { sampler: SamplerName } = { sampler: 'ddim' };

let brought: BroughtPacks;
let hub: Hub;
let running: Brought | null;

beforeEach(() => {
  vi.stubGlobal('navigator', {});
  running = null;
  const bring = (pack: Brought | null): void => {
    running = pack;
  };
  const models = new URL('https://host.example/models/');
  brought = new BroughtPacks({ gpt2: { bring }, dalle: { bring }, diffusion: { bring } }, models);
  hub = new Hub(brought);
});

async function found() {
  await hub.look('some/gpt2');
  if (brought.status.kind !== 'found') return expect.fail(brought.status.kind);
  const [pack] = brought.status.packs;
  const [variant] = pack?.variants ?? [];
  if (pack === undefined || variant === undefined) return expect.fail('no pack');
  return { pack, variant };
}

it('is asked for nothing before the visitor lets it be', async () => {
  const asked = fakeHub({ [tree]: hubPage(sizes) });
  expect(hub.isAllowed).toBe(false);
  await expect(hub.look('some/gpt2')).rejects.toThrow('has not let');
  expect(asked).toEqual([]);
});

it('gives packs like any other source, by its own name', async () => {
  fakeHub({ [tree]: hubPage(sizes) });
  hub.allow();
  const { pack, variant } = await found();
  expect([pack.family, pack.folder]).toEqual(['gpt2', 'huggingface.co/some/gpt2/']);
  await brought.choose(pack, variant, settings);
  expect(running?.source).toMatchObject({ hub: { name: 'some/gpt2', revision: 'main' } });
  expect(brought.chosen.gpt2).toBe('huggingface.co/some/gpt2, q8');
});

it('tells a name that is none without asking', async () => {
  const asked = fakeHub({});
  hub.allow();
  await hub.look('gpt2');
  expect(brought.status).toMatchObject({ kind: 'failed', failure: { kind: 'unreadable' } });
  expect(asked).toEqual([]);
});

it('is left, with its models, when the visitor no longer lets it be asked', async () => {
  fakeHub({ [tree]: hubPage(sizes) });
  hub.allow();
  const { pack, variant } = await found();
  await brought.choose(pack, variant, settings);
  hub.forbid(settings);
  expect([brought.status.kind, running, brought.chosen]).toEqual(['empty', null, {}]);
});

it('is no longer listened to when that happens while it is asked', async () => {
  let answer = (): void => undefined;
  const waits = new Promise<void>((resolve) => (answer = resolve));
  fakeHub({ [tree]: () => waits.then(hubPage(sizes)) });
  hub.allow();
  const looking = hub.look('some/gpt2');
  hub.forbid(settings);
  answer();
  await looking;
  expect(brought.status.kind).toBe('empty');
});
