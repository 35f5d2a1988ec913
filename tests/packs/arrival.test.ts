import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { arrival, type Arrived } from '../../src/packs/arrival.ts';
import { httpFolder } from '../../src/packs/source.ts';
import { listed } from '../fakes/listed.ts';
import { memoryStore } from '../fakes/store.ts';

const whole = new Uint8Array(5_000_000).map((_, k) => (k * 7) % 253);
const file = listed('toy/model.onnx', whole);

/** How the server behaves, request by request; the last one stays. */
type Manner = (request: IncomingMessage, response: ServerResponse) => void;
let manners: Manner[] = [];
const ranges: (string | undefined)[] = [];
const server = createServer((request, response) => {
  ranges.push(request.headers.range);
  const manner = manners.length > 1 ? manners.shift() : manners[0];
  manner?.(request, response);
});
let folder: URL;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
beforeEach(() => {
  ranges.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fromOf = ({ headers }: IncomingMessage) => Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0);

/** Answers a Range with the rest of the file. */
const serves =
  (bytes: Uint8Array): Manner =>
  (request, response) => {
    const from = fromOf(request);
    if (from >= bytes.length) response.writeHead(416).end();
    else if (from === 0) response.writeHead(200).end(bytes);
    else {
      const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(206, { 'content-range': range }).end(bytes.subarray(from));
    }
  };

/** Passes over `Range`, as the simplest servers do. */
const servesAll =
  (bytes: Uint8Array): Manner =>
  (_, response) => {
    response.writeHead(200).end(bytes);
  };

/** Breaks the connection after so many further bytes. */
const breaksAfter =
  (count: number): Manner =>
  (request, response) => {
    const from = fromOf(request);
    const range = `bytes ${from}-${whole.length - 1}/${whole.length}`;
    const headers = { 'content-length': whole.length - from, 'content-range': range };
    response.writeHead(from === 0 ? 200 : 206, headers);
    response.write(whole.subarray(from, from + count), () => {
      setTimeout(() => request.destroy(), 50);
    });
  };

/** Ends early as if that were all. */
const endsAfter =
  (count: number): Manner =>
  (_, response) => {
    response.writeHead(200).end(whole.subarray(0, count));
  };

const never = new AbortController().signal;

async function arrived(store = memoryStore(), signal = never): Promise<Arrived> {
  const arriving = arrival(
    file,
    { source: httpFolder(folder), store, pausesMs: [0, 0, 0] },
    signal,
  );
  for (;;) {
    const { done, value } = await arriving.next();
    if (done === true) return value;
  }
}

/** Byte for byte; expect() itself takes seconds for millions of them. */
const isWhole = ({ bytes }: Arrived) => Buffer.compare(bytes, whole) === 0;

const failureOf = (arriving: Promise<Arrived>) =>
  arriving.then(
    () => expect.fail('it arrived'),
    (thrown: unknown) => thrown as Failure,
  );

test('after a break the rest is asked for, and the file is whole', async () => {
  manners = [breaksAfter(1_500_000), breaksAfter(1_500_000), serves(whole)];
  expect(isWhole(await arrived())).toBe(true);
  expect(ranges).toEqual([undefined, 'bytes=1500000-', 'bytes=3000000-']);
});

test('a server that passes over Range is read from the beginning, and the file is whole', async () => {
  manners = [breaksAfter(1_500_000), servesAll(whole)];
  expect(isWhole(await arrived())).toBe(true);
});

test('a server that ends early is asked for the rest', async () => {
  manners = [endsAfter(2_000_000), serves(whole)];
  expect(isWhole(await arrived())).toBe(true);
  expect(ranges.at(-1)).toBe('bytes=2000000-');
});

test('a server that always ends early gives a cut file, and its lengths are told', async () => {
  manners = [endsAfter(2_000_000)];
  expect(await failureOf(arrived())).toMatchObject({
    kind: 'packBroken',
    detail: 'toy/model.onnx is cut: 2000000 of 5000000 bytes.',
  });
});

test('a spoilt kept file is put away before the download, which the service worker answers from the same store', async () => {
  const store = memoryStore();
  const spoilt = Uint8Array.from(whole);
  spoilt[777] = (spoilt[777] ?? 0) ^ 1;
  await store.put(file.sha256, spoilt);
  manners = [
    (request, response) => {
      serves(store.files.get(file.sha256) ?? whole)(request, response);
    },
  ];
  expect(isWhole(await arrived(store))).toBe(true);
  expect(Buffer.compare(store.files.get(file.sha256) ?? spoilt, whole)).toBe(0);
});

test('a later visit goes on where this one was stopped', async () => {
  const store = memoryStore();
  const leaving = new AbortController();
  manners = [
    (_, response) => {
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.subarray(0, 3_000_000), () => {
        setTimeout(() => {
          leaving.abort();
        }, 100);
      });
    },
    serves(whole),
  ];
  expect((await failureOf(arrived(store, leaving.signal))).kind).toBe('aborted');
  expect(store.pieces.size).toBeGreaterThan(0);
  expect(isWhole(await arrived(store))).toBe(true);
  expect(ranges).toEqual([undefined, 'bytes=3000000-']);
  expect(store.pieces.size).toBe(0);
});

test('pieces of another file are thrown away and it is fetched anew', async () => {
  const store = memoryStore();
  store.pieces.set(`${file.sha256}/0`, new Uint8Array(1_000_000).fill(1));
  manners = [serves(whole)];
  expect(isWhole(await arrived(store))).toBe(true);
  expect(ranges).toEqual(['bytes=1000000-', undefined]);
});

test('a changed file on the server is told, and none of it is kept', async () => {
  const store = memoryStore();
  manners = [serves(Uint8Array.from(whole).fill(9, 77, 78))];
  expect(await failureOf(arrived(store))).toMatchObject({
    kind: 'packBroken',
    detail: 'toy/model.onnx is not the file of the manifest.',
  });
  expect([...store.files.keys(), ...store.pieces.keys()]).toEqual([]);
});

test('a file that is longer than listed is told, and none of it is kept', async () => {
  const store = memoryStore();
  manners = [servesAll(Uint8Array.from([...whole, 0]))];
  expect((await failureOf(arrived(store))).detail).toContain('longer than the 5000000 bytes');
  expect(store.pieces.size).toBe(0);
});

test('a full browser still gives the file, and says that it is not kept', async () => {
  manners = [serves(whole)];
  const all = await arrived(memoryStore(1000));
  expect([all.keeping, isWhole(all)]).toEqual(['full', true]);
});

test('a server that is gone from the start is a missing file, at once', async () => {
  manners = [(request) => request.destroy()];
  expect(await failureOf(arrived())).toMatchObject({
    kind: 'packMissing',
    detail: 'toy/model.onnx cannot be reached.',
  });
  expect(ranges).toHaveLength(1);
});
