import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keeping } from '../../src/offline/keeping.svelte.ts';
import { listed } from '../fakes/listed.ts';
import { memoryStore } from '../fakes/store.ts';

const home = new URL('http://localhost/');
const contents = new Map(
  ['a', 'b', 'c'].map((name, k) => [`${name}.onnx`, new Uint8Array(200_000).fill(k + 1)]),
);
const files = [...contents].map(([path, bytes]) => listed(path, bytes));
const toy = { title: 'Toy', family: 'gpt2', licence: 'MIT', origin: 'here', files };
const manifest = JSON.stringify({ version: 1, packs: { toy } });

/** Called before a file is served. */
let onRead: () => void;

beforeEach(() => {
  onRead = () => undefined;
  vi.stubGlobal('navigator', {
    storage: { persist: () => Promise.resolve(true), estimate: () => Promise.resolve({}) },
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation((asked) => {
    const { pathname } = new URL(asked instanceof Request ? asked.url : asked);
    const name = pathname.split('/').at(-1) ?? '';
    if (name === 'manifest.json') return Promise.resolve(new Response(manifest));
    onRead();
    return Promise.resolve(new Response(contents.get(name)));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function ends(keeping: Keeping, kind: string): Promise<void> {
  return vi.waitFor(() => {
    expect(keeping.status.kind).toBe(kind);
  });
}

/** Everything is kept in a store that may be spoilt. */
async function kept() {
  const store = memoryStore();
  const keeping = new Keeping(home, new URL('models/', home), store);
  await keeping.look();
  await keeping.keep();
  expect(keeping.status).toEqual({ kind: 'kept', mended: null });
  return { store, keeping };
}

test('what a run breaks off goes on after it', async () => {
  const keeping = new Keeping(home, new URL('models/', home), memoryStore());
  await keeping.look();
  onRead = () => {
    keeping.yieldTo(true);
  };
  await keeping.keep();
  expect(keeping.status.kind).toBe('partly');
  onRead = () => undefined;
  keeping.yieldTo(false);
  await ends(keeping, 'kept');
});

test('verifying mends what had changed, even where a run came between', async () => {
  const { store, keeping } = await kept();
  await keeping.verifyAndRepair();
  expect(keeping.status).toEqual({ kind: 'kept', mended: 0 });
  for (const { sha256 } of files.slice(1)) store.files.get(sha256)?.fill(9);
  onRead = () => {
    keeping.yieldTo(true);
  };
  await keeping.verifyAndRepair();
  expect(keeping.status.kind).toBe('partly');
  onRead = () => undefined;
  keeping.yieldTo(false);
  await ends(keeping, 'kept');
  expect(keeping.status).toMatchObject({ mended: 2 });
});

test('a verification that a run put off says nothing of an earlier one', async () => {
  const { keeping } = await kept();
  await keeping.verifyAndRepair();
  keeping.yieldTo(true);
  void keeping.verifyAndRepair();
  await keeping.look();
  expect(keeping.status).toEqual({ kind: 'kept', mended: null });
  keeping.yieldTo(false);
  await vi.waitFor(() => {
    expect(keeping.status).toEqual({ kind: 'kept', mended: 0 });
  });
});

test('what fails is not tried without end', async () => {
  const keeping = new Keeping(home, new URL('models/', home), memoryStore());
  await keeping.look();
  onRead = () => {
    throw new TypeError('Failed to fetch');
  };
  await keeping.keep();
  expect(keeping.status.kind).toBe('failed');
  onRead = () => undefined;
  await keeping.keep();
  expect(keeping.status.kind).toBe('kept');
});
