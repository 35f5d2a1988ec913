import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { PackFiles, PackProgress } from '../../src/packs/pack.ts';
import { Pack } from '../../src/packs/pack.ts';
import type { PackSource } from '../../src/packs/source.ts';
import { noStore } from '../../src/packs/store.ts';
import { memoryFolder } from '../fakes/folder.ts';
import { memoryStore } from '../fakes/store.ts';

const never = new AbortController().signal;
const text = (value: string) => new TextEncoder().encode(value);
const toyFiles = () => ({
  'config.json': text('{"layers": 2}'),
  'onnx/model.onnx': new Uint8Array(300_000).map((_, k) => k % 251),
});

/** Nothing is kept, and a break is not waited for. */
const at = (source: PackSource) => ({ source, store: noStore, pausesMs: [0, 0] });

async function fetched(pack: Pack): Promise<{ told: PackProgress[]; files: PackFiles }> {
  const told: PackProgress[] = [];
  const events = pack.fetch(never);
  for (;;) {
    const { done, value } = await events.next();
    if (done === true) return { told, files: value };
    told.push(value);
  }
}

async function failure(pack: Pack): Promise<Failure> {
  return fetched(pack).then(
    () => expect.fail('the pack was taken for a good one'),
    (thrown: unknown) => thrown as Failure,
  );
}

test('every file arrives, and progress rises to the total', async () => {
  const { told, files } = await fetched(new Pack(at(memoryFolder(toyFiles())), 'toy'));
  const loaded = told.map(({ loadedBytes }) => loadedBytes);
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  expect(told.at(-1)).toMatchObject({ loadedBytes: 300_013, totalBytes: 300_013 });
  expect(files.json('config.json')).toEqual({ layers: 2 });
  expect(Buffer.compare(files.take('onnx/model.onnx'), toyFiles()['onnx/model.onnx'])).toBe(0);
});

test('a file is taken once, and one that is not listed is missing', async () => {
  const { files } = await fetched(new Pack(at(memoryFolder(toyFiles())), 'toy'));
  files.take('config.json');
  expect(() => files.take('config.json')).toThrow('config.json');
});

test('a cut file is broken, and its name and lengths are told', async () => {
  const source = memoryFolder(toyFiles());
  source.files['toy/onnx/model.onnx'] = toyFiles()['onnx/model.onnx'].slice(0, 250_000);
  const { kind, detail } = await failure(new Pack(at(source), 'toy'));
  expect(kind).toBe('packBroken');
  expect(detail).toBe('toy/onnx/model.onnx is cut: 250000 of 300000 bytes.');
});

test('a file with one changed byte is broken', async () => {
  const source = memoryFolder(toyFiles());
  source.files['toy/onnx/model.onnx'] = toyFiles()['onnx/model.onnx'].fill(9, 123_456, 123_457);
  const { kind, detail } = await failure(new Pack(at(source), 'toy'));
  expect([kind, detail]).toEqual([
    'packBroken',
    'toy/onnx/model.onnx is not the file of the manifest.',
  ]);
});

test('a file that grew is broken', async () => {
  const source = memoryFolder(toyFiles());
  source.files['toy/config.json'] = text('{"layers": 2222}');
  expect((await failure(new Pack(at(source), 'toy'))).detail).toContain(
    'toy/config.json is longer',
  );
});

test('a missing file, a missing pack and a missing manifest are missing', async () => {
  const source = memoryFolder(toyFiles());
  expect((await failure(new Pack(at(source), 'other'))).message).toContain('does not list other');
  delete source.files['toy/config.json'];
  expect(await failure(new Pack(at(source), 'toy'))).toMatchObject({
    kind: 'packMissing',
    detail: 'toy/config.json is not there.',
  });
  delete source.files['manifest.json'];
  expect(await failure(new Pack(at(source), 'toy'))).toMatchObject({
    kind: 'packMissing',
    detail: 'manifest.json is not there.',
  });
});

test('after a failure the same pack loads once the file is back', async () => {
  const source = memoryFolder(toyFiles());
  const pack = new Pack(at(source), 'toy');
  delete source.files['toy/config.json'];
  expect((await failure(pack)).kind).toBe('packMissing');
  source.files['toy/config.json'] = toyFiles()['config.json'];
  expect((await fetched(pack)).files.json('config.json')).toEqual({ layers: 2 });
});

test('a checked file comes from the store the second time, a spoilt store is passed over', async () => {
  const store = memoryStore();
  const source = memoryFolder(toyFiles());
  await fetched(new Pack({ source, store }, 'toy'));
  await fetched(new Pack({ source, store }, 'toy'));
  expect(source.reads.filter((path) => path !== 'manifest.json')).toHaveLength(2);
  for (const [sha256, bytes] of store.files) store.files.set(sha256, bytes.slice(0, 5));
  await fetched(new Pack({ source, store }, 'toy'));
  expect(source.reads.filter((path) => path !== 'manifest.json')).toHaveLength(4);
});

test('where the browser lends no room the pack arrives all the same', async () => {
  const store = memoryStore(1000);
  const { files } = await fetched(new Pack({ source: memoryFolder(toyFiles()), store }, 'toy'));
  expect(Buffer.compare(files.take('onnx/model.onnx'), toyFiles()['onnx/model.onnx'])).toBe(0);
  expect(store.files.size).toBe(1);
});
