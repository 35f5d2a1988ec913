import { beforeEach, expect, test } from 'vitest';
import { answer, type Desk } from '../../src/offline/answer.ts';
import { KeptCopy } from '../../src/offline/keptCopy.ts';
import { listed } from '../fakes/listed.ts';
import { memoryStore } from '../fakes/store.ts';

const home = new URL('https://host.example/a/folder/');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const model = bytesOf('the model');
const manifest = bytesOf(
  JSON.stringify({
    version: 1,
    packs: {
      toy: {
        title: 'Toy',
        family: 'gpt2',
        licence: 'MIT',
        origin: 'here',
        files: [listed('m.onnx', model)],
      },
    },
  }),
);
const contents = {
  'index.html': bytesOf('<!doctype html>kept'),
  'assets/page.js': bytesOf('kept()'),
  'models/manifest.json': manifest,
};
const files = Object.entries(contents).map(([path, bytes]) => listed(path, bytes));
const edition = { version: 'one', files };

let store: ReturnType<typeof memoryStore>;
let network: Desk['fetch'];
let desk: Desk;

beforeEach(() => {
  store = memoryStore();
  network = (request) =>
    Promise.resolve(new Response(`network ${new URL(request.url).pathname}`, { status: 200 }));
  desk = {
    home,
    edition,
    copy: new KeptCopy(edition, store),
    fetch: (request) => network(request),
  };
});

function keepEdition(): void {
  for (const [k, bytes] of Object.values(contents).entries()) {
    store.files.set(files[k]?.sha256 ?? '', bytes);
  }
}

const ask = (path: string) => answer(new Request(new URL(path, home)), desk);
const textOf = async (path: string) => (await ask(path)).text();
const noNetwork = () => {
  network = () => Promise.reject(new TypeError('Failed to fetch'));
};

test('the folder is its page, whatever its search part says, and comes isolated', async () => {
  keepEdition();
  noNetwork();
  for (const path of ['', 'index.html', '?kiosk', '?lang=es']) {
    const response = await ask(path);
    expect(await response.text()).toBe('<!doctype html>kept');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  }
});

test('half an edition is not mixed with a newer one: the network answers until all is kept', async () => {
  keepEdition();
  store.files.delete(files[1]?.sha256 ?? '');
  expect(await textOf('index.html')).toBe('network /a/folder/index.html');
  store.files.set(files[1]?.sha256 ?? '', contents['assets/page.js']);
  expect(await textOf('index.html')).toBe('<!doctype html>kept');
});

test('half an edition is better than nothing where there is no network', async () => {
  keepEdition();
  store.files.delete(files[1]?.sha256 ?? '');
  noNetwork();
  expect(await textOf('index.html')).toBe('<!doctype html>kept');
  expect((await ask('assets/page.js')).type).toBe('error');
});

test('a file of a pack is found by the manifest, also before everything is kept', async () => {
  store.files.set(files[2]?.sha256 ?? '', manifest);
  expect(await textOf('models/toy/m.onnx')).toBe('network /a/folder/models/toy/m.onnx');
  store.files.set(listed('m.onnx', model).sha256, model);
  expect(await textOf('models/toy/m.onnx')).toBe('the model');
});

test('what the network gives is isolated, and keeps its status and its range', async () => {
  network = () =>
    Promise.resolve(
      new Response('part', { status: 206, headers: { 'content-range': 'bytes 5-8/9' } }),
    );
  const response = await ask('models/toy/m.onnx');
  expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 5-8/9']);
  expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('a spoilt manifest costs the packs, not the page', async () => {
  keepEdition();
  store.files.set(files[2]?.sha256 ?? '', bytesOf('{"version"'));
  expect(await textOf('models/toy/m.onnx')).toBe('network /a/folder/models/toy/m.onnx');
  expect(await textOf('')).toBe('<!doctype html>kept');
});

test('it can be told what is kept: nothing, some paths, or all', async () => {
  expect(await desk.copy.kept()).toEqual({ paths: [], isWhole: false });
  // What a run kept of a pack, on a line on which nothing else is fetched unasked.
  store.files.set(listed('m.onnx', model).sha256, model);
  expect(await desk.copy.kept()).toEqual({ paths: [], isWhole: false });
  keepEdition();
  const paths = [...Object.keys(contents), 'models/toy/m.onnx'];
  expect(await desk.copy.kept()).toEqual({ paths, isWhole: true });
  store.files.delete(files[1]?.sha256 ?? '');
  const fewer = paths.filter((path) => path !== 'assets/page.js');
  expect(await desk.copy.kept()).toEqual({ paths: fewer, isWhole: false });
});

test('the page can ask which edition serves it', async () => {
  noNetwork();
  expect(await (await ask('edition.json')).json()).toEqual(edition);
});
