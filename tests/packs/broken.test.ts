import { expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { Pack } from '../../src/packs/pack.ts';
import type { PackSource } from '../../src/packs/source.ts';
import { brokenFolder, brokenLine } from '../fakes/brokenPack.ts';
import { damaged, dice } from '../fakes/damage.ts';
import { memoryFolder, type Files } from '../fakes/folder.ts';
import { memoryStore } from '../fakes/store.ts';

const never = new AbortController().signal;
const model = new Uint8Array(6_000).map((_, k) => (k * 31) % 251);
const toy: Files = {
  'config.json': new TextEncoder().encode('{"layers": 2, "width": 64}'),
  'onnx/model.onnx': model,
  'tokenizer.json': new TextEncoder().encode('{"vocab": {"a": 1, "b": 2}}'),
};
/** The kinds that say something is wrong with the files, or that there is no memory for them. */
const honest = ['packMissing', 'packBroken', 'outOfMemory'];

interface Ending {
  /** null where the very files of the folder arrived. */
  failure: Failure | null;
}

async function open(source: PackSource, store = memoryStore()): Promise<Ending> {
  const events = new Pack({ source, store, pausesMs: [0, 0] }, 'toy').fetch(never);
  try {
    for (;;) {
      const { done, value } = await events.next();
      if (done !== true) continue;
      expect(Buffer.compare(value.take('onnx/model.onnx'), model)).toBe(0);
      value.json('config.json');
      value.json('tokenizer.json');
      return { failure: null };
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { failure: thrown };
  }
}

/** A failure that a person can read: one of the honest kinds, a sentence, and one that says which file. */
function expectClear({ failure }: Ending, about: string): void {
  if (failure === null) return;
  expect(honest, `${about}: ${failure.message}`).toContain(failure.kind);
  expect(failure.sentence, about).toMatch(/^[A-Z].*\.$/);
  expect(failure.detail, about).toMatch(/(toy|json|onnx|memory|pack)/);
}

const seeds = Array.from({ length: 500 }, (_, k) => k + 1);

test('500 broken folders: the right files or one clear sentence, and all is well once it is mended', async () => {
  const seen = new Map<string, number>();
  for (const seed of seeds) {
    const source = memoryFolder(toy);
    const whole = { ...source.files };
    const store = memoryStore();
    const { fault, files } = brokenFolder(whole, seed);
    replace(source.files, files);
    const ending = await open(source, store);
    expectClear(ending, `seed ${seed}, ${fault}`);
    if (ending.failure !== null) seen.set(fault, (seen.get(fault) ?? 0) + 1);
    replace(source.files, whole);
    expect((await open(source, store)).failure, `seed ${seed}, ${fault}, mended`).toBeNull();
  }
  expect(seen.size).toBe(9);
});

test('250 bad lines: what breaks now and then arrives whole, what always breaks is told', async () => {
  for (const seed of seeds.slice(0, 250)) {
    const source = memoryFolder(toy);
    const store = memoryStore();
    const line = brokenLine(source, seed);
    const ending = await open(line, store);
    expectClear(ending, `seed ${seed}, ${line.fault}`);
    expect((await open(source, store)).failure, `seed ${seed}, ${line.fault}, later`).toBeNull();
  }
});

test('250 spoilt or full stores: the right files arrive all the same', async () => {
  for (const seed of seeds.slice(0, 250)) {
    const roll = dice(seed);
    const source = memoryFolder(toy);
    const store = memoryStore(roll(2) === 0 ? Infinity : roll(10_000));
    await open(source, store);
    for (const [sha256, bytes] of store.files) {
      if (roll(2) === 0) store.files.set(sha256, damaged(bytes, roll(2 ** 31)));
      if (roll(4) === 0) store.pieces.set(`${sha256}/0`, damaged(bytes, roll(2 ** 31)));
    }
    expect((await open(source, store)).failure, `seed ${seed}`).toBeNull();
  }
});

function replace(files: Files, by: Files): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record of files
  for (const path of Object.keys(files)) delete files[path];
  Object.assign(files, by);
}
