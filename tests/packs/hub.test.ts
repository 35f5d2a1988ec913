import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { why, type Detail } from '../../src/core/detail.ts';
import { Failure } from '../../src/core/failure.ts';
import { readerOf } from '../../src/packs/standard/brought.ts';
import { listHub, readHubName } from '../../src/packs/standard/hub.ts';
import { fakeHub, hubPage } from '../fakes/hub.ts';
import { never } from '../fakes/shipped.ts';

// Before the sentences are put together: this file is about a build that may ask the hub.
vi.hoisted(() => vi.stubEnv('WINDOWSILL_HUB', '1'));
afterAll(() => vi.unstubAllEnvs());
afterEach(() => vi.unstubAllGlobals());

const base = 'https://huggingface.co';
const model = { name: 'some/gpt2', revision: 'main' };
const tree = '/api/models/some/gpt2/tree/main?recursive=true';
const config = 'huggingface.co/some/gpt2/config.json';
const files = readerOf({ kind: 'server', base, hub: model });

async function failureOf(work: () => unknown): Promise<Failure> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  return expect.fail('nothing failed');
}

describe('the name of a model', () => {
  test.each([
    ['Xenova/gpt2', { name: 'Xenova/gpt2', revision: 'main' }],
    ['  a_b/c.d-1@v1.0 ', { name: 'a_b/c.d-1', revision: 'v1.0' }],
    ['a/b@refs/pr/2', { name: 'a/b', revision: 'refs/pr/2' }],
  ])('"%s" is read', (typed, read) => {
    expect(readHubName(typed)).toEqual(read);
  });

  test.each([
    ...['', 'gpt2', 'a/b/c', 'a/', '/b', '../b', 'a/..', 'a/b@', 'a/b@..', 'a/b@x/../y', 'a b/c'],
    ...['https://huggingface.co/a/b', 'a/b?c', 'a/b#c', 'a/b%2fc', 'a/é'],
  ])('"%s" is refused with a sentence that shows how one reads', async (typed) => {
    const failure = await failureOf(() => readHubName(typed));
    expect([failure.kind, failure.told]).toEqual(['unreadable', why('hubName', typed)]);
    expect(failure.detail).toBe(
      `“${typed}” is no name of a model; one reads like owner/model, or owner/model@revision.`,
    );
  });
});

describe('the files of a model', () => {
  test('are listed page by page, without its folders, under its name', async () => {
    const second = '/api/models/some/gpt2/tree/main?recursive=true&cursor=x';
    const asked = fakeHub({
      [tree]: hubPage({ 'config.json': 7 }, `https://huggingface.co${second}`),
      [second]: hubPage({ 'onnx/model.onnx': 5e8 }),
    });
    expect(await listHub(model, never)).toEqual([
      { path: config, bytes: 7 },
      { path: 'huggingface.co/some/gpt2/onnx/model.onnx', bytes: 5e8 },
    ]);
    expect(asked).toHaveLength(2);
  });

  test('are asked for without cookies and referrer, at the revision', async () => {
    const asked = fakeHub({
      '/api/models/some/gpt2/tree/refs%2Fpr%2F2?recursive=true': hubPage({}),
      '/some/gpt2/resolve/refs%2Fpr%2F2/a%20%23b/c.json': () => new Response('{}'),
    });
    const hub = { ...model, revision: 'refs/pr/2' };
    await listHub(hub, never);
    await readerOf({ kind: 'server', base, hub }).read(
      'huggingface.co/some/gpt2/a #b/c.json',
      never,
    );
    for (const { init } of asked) {
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    }
    expect(asked).toHaveLength(2);
  });

  test('are read whole or from their beginning', async () => {
    const asked = fakeHub({ '/some/gpt2/resolve/main/config.json': () => new Response('abcdef') });
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    expect(text(await files.read(config, never))).toBe('abcdef');
    expect(text(await files.head?.(config, 2, never))).toBe('ab');
    expect(asked[1]?.init.headers).toEqual({ Range: 'bytes=0-1' });
  });
});

describe('what the hub refuses is told', () => {
  const refusals: [status: number, told: Detail, words: string][] = [
    [401, why('hubClosed', 'some/gpt2'), 'it is private, has terms to be agreed to'],
    [403, why('hubClosed', 'some/gpt2'), 'it is private, has terms to be agreed to'],
    [429, why('hubBusy'), 'asked too often from here'],
  ];

  test.each<(typeof refusals)[number]>([
    ...refusals,
    [404, why('hubNone', 'some/gpt2'), 'The Hugging Face hub has no model “some/gpt2”.'],
    [500, why('serverAnswered', 'some/gpt2', 500), 'some/gpt2: the server answered 500.'],
  ])('of a list with %d', async (status, told, words) => {
    fakeHub({ [tree]: () => new Response(null, { status }) });
    const failure = await failureOf(() => listHub(model, never));
    expect([failure.kind, failure.told]).toEqual(['unreadable', told]);
    expect(failure.detail).toContain(words);
  });

  test.each<(typeof refusals)[number]>([
    ...refusals,
    [404, why('notThere', config), `${config} is not there.`],
    [500, why('serverAnswered', config, 500), `${config}: the server answered 500.`],
  ])('of a file with %d', async (status, told, words) => {
    fakeHub({ '/some/gpt2/resolve/main/config.json': () => new Response(null, { status }) });
    const failure = await failureOf(() => files.read(config, never));
    expect([failure.kind, failure.told]).toEqual(['packMissing', told]);
    expect(failure.detail).toContain(words);
  });

  test('of a model at a revision by both', async () => {
    fakeHub({});
    const failure = await failureOf(() => listHub({ ...model, revision: 'v2' }, never));
    expect(failure.told).toEqual(why('hubNone', 'some/gpt2@v2'));
  });

  test.each(['[{', '{"error": "no"}'])('the list %s is told', async (body) => {
    fakeHub({ [tree]: () => new Response(body) });
    const failure = await failureOf(() => listHub(model, never));
    expect([failure.kind, failure.told]).toEqual(['unreadable', why('notJson', 'huggingface.co')]);
  });

  test('no network is told', async () => {
    const offline = () => Promise.reject(new TypeError('Failed to fetch'));
    fakeHub({ [tree]: offline, '/some/gpt2/resolve/main/config.json': offline });
    const failures = [
      await failureOf(() => listHub(model, never)),
      await failureOf(() => files.read(config, never)),
    ];
    expect(failures.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['unreadable', 'huggingface.co cannot be reached.'],
      ['packMissing', 'huggingface.co cannot be reached.'],
    ]);
  });

  test('an abort is no fault', async () => {
    fakeHub({ [tree]: hubPage({}) });
    const aborted = AbortSignal.abort();
    expect((await failureOf(() => listHub(model, aborted))).kind).toBe('aborted');
    expect((await failureOf(() => files.read(config, aborted))).kind).toBe('aborted');
  });
});
