import { afterEach, expect, test, vi } from 'vitest';
import { whatIsKept, type Kept } from '../../src/offline/edition.ts';
import { filesToFollow, keptBy } from '../../src/offline/succession.ts';
import { updates } from '../../src/offline/updates.svelte.ts';
import { parseManifest } from '../../src/packs/manifest.ts';
import { listed } from '../fakes/listed.ts';

const file = (path: string) => listed(path, new TextEncoder().encode(path));
const edition = { version: 'two', files: ['index.html', 'models/manifest.json'].map(file) };
const toy = { title: 'Toy', family: 'gpt2', licence: 'MIT', origin: 'here' };
const manifest = parseManifest({
  version: 1,
  packs: { toy: { ...toy, files: ['a.onnx', 'b.onnx'].map(file) } },
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const followed = (kept: Kept) => filesToFollow(edition, manifest, kept).map(({ path }) => path);

test('of a newer edition only what was kept of the older one is fetched unasked, or all if that was whole', () => {
  const all = ['index.html', 'models/manifest.json', 'models/toy/a.onnx', 'models/toy/b.onnx'];
  expect(followed({ paths: all, isWhole: true })).toEqual(all);
  expect(followed({ paths: ['index.html', 'gone.js'], isWhole: true })).toEqual(all);
  const some = ['models/toy/b.onnx', 'gone.js'];
  expect(followed({ paths: some, isWhole: false })).toEqual(['models/toy/b.onnx']);
  expect(followed({ paths: [], isWhole: false })).toEqual([]);
});

test('the service worker at work is asked what it keeps', async () => {
  const kept = { paths: ['index.html'], isWhole: false };
  const active = {
    postMessage: (message: unknown, ports?: unknown) => {
      expect(message).toBe(whatIsKept);
      (ports as MessagePort[])[0]?.postMessage(kept);
    },
  };
  expect(await keptBy(active)).toEqual(kept);
});

test('one that does not answer counts as keeping nothing', async () => {
  vi.useFakeTimers();
  const kept = keptBy({ postMessage: () => undefined });
  await vi.advanceTimersByTimeAsync(5000);
  expect(await kept).toEqual({ paths: [], isWhole: false });
});

test('a page open since before there was a service worker opens again with the second one, not with the first', () => {
  const reload = vi.fn();
  const serviceWorker = Object.assign(new EventTarget(), { controller: null as object | null });
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('location', { reload });
  const registration = Object.assign(new EventTarget(), { waiting: null, active: null });
  updates.watch(registration as unknown as ServiceWorkerRegistration);
  for (const reloads of [0, 1]) {
    serviceWorker.controller = {};
    serviceWorker.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(reloads);
  }
});
