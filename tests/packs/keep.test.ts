import { expect, test } from 'vitest';
import { bytesOf, keep, packFiles, verify, type Progress } from '../../src/packs/keep.ts';
import { parseManifest } from '../../src/packs/manifest.ts';
import { listed } from '../fakes/listed.ts';
import { memoryFolder } from '../fakes/folder.ts';
import { memoryStore } from '../fakes/store.ts';

const never = new AbortController().signal;
const contents = {
  'config.json': new TextEncoder().encode('{"layers": 2}'),
  'onnx/model.onnx': new Uint8Array(300_000).map((_, k) => k % 251),
  'empty.txt': new Uint8Array(0),
};
const files = Object.entries(contents).map(([path, bytes]) => listed(`toy/${path}`, bytes));

async function finish<T>(
  steps: AsyncGenerator<Progress, T>,
): Promise<{ told: Progress[]; end: T }> {
  const told: Progress[] = [];
  for (;;) {
    const { done, value } = await steps.next();
    if (done === true) return { told, end: value };
    told.push(value);
  }
}

const supplyOf = (store = memoryStore(), source = memoryFolder(contents)) => ({
  source,
  store,
  pausesMs: [0],
});

test('everything is kept, progress rises, and the second time nothing is fetched', async () => {
  const supply = supplyOf();
  const { told, end } = await finish(keep(files, supply, never));
  expect(end).toBe('kept');
  const done = told.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(told.at(-1)?.totalBytes).toBe(bytesOf(files));
  expect(supply.store.files.size).toBe(3);
  const reads = supply.source.reads.length;
  expect((await finish(keep(files, supply, never))).end).toBe('kept');
  expect(supply.source.reads).toHaveLength(reads);
});

test('a full browser ends the keeping and says so; what is kept stays', async () => {
  const supply = supplyOf(memoryStore(1000));
  expect((await finish(keep(files, supply, never))).end).toBe('full');
  expect(supply.store.files.size).toBe(1);
});

test('one changed byte and one lost file are found, and keeping again mends them', async () => {
  const supply = supplyOf();
  await finish(keep(files, supply, never));
  const [config, model] = files.map(({ sha256 }) => sha256);
  supply.store.files.get(model ?? '')?.fill(7, 200_000, 200_001);
  supply.store.files.delete(config ?? '');
  const { end } = await finish(verify(files, supply.store, never));
  expect(end.changed.map(({ path }) => path)).toEqual(['toy/onnx/model.onnx']);
  expect(end.missing.map(({ path }) => path)).toEqual(['toy/config.json']);
  await finish(keep(files, supply, never));
  expect((await finish(verify(files, supply.store, never))).end).toEqual({
    changed: [],
    missing: [],
  });
});

test('what an older version kept is removed, what is wanted stays', async () => {
  const supply = supplyOf();
  await finish(keep(files, supply, never));
  supply.store.files.set('0'.repeat(64), new Uint8Array(5));
  expect(await supply.store.sweep(new Set(files.map(({ sha256 }) => sha256)))).toBe(1);
  expect((await finish(verify(files, supply.store, never))).end.missing).toEqual([]);
});

test('the files of the packs are named from the page, those that runs need first', () => {
  const file = (path: string) => ({ path, bytes: 1, sha256: 'a'.repeat(64) });
  const pack = { title: 'T', family: 'gpt2', licence: 'MIT', origin: 'here' };
  const manifest = parseManifest({
    version: 1,
    packs: {
      a: { ...pack, files: [file('m.onnx')], extras: [file('card.md')] },
      b: { ...pack, files: [file('n.onnx')] },
    },
  });
  expect(packFiles(manifest).map(({ path }) => path)).toEqual([
    'models/a/m.onnx',
    'models/b/n.onnx',
    'models/a/card.md',
  ]);
});
