import { expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { parseManifest } from '../../src/packs/manifest.ts';

const file = { path: 'onnx/model.onnx', bytes: 3, sha256: 'a'.repeat(64) };
const entry = { title: 'T', family: 'gpt2', licence: 'MIT', origin: 'here', files: [file] };
const manifestWith = (change: object) => ({
  version: 1,
  packs: { toy: { ...entry, ...change } },
});

test('a manifest is read into packs by name', () => {
  const toy = parseManifest(manifestWith({})).get('toy');
  expect(toy).toEqual({ ...entry, extras: [] });
});

test.each([
  ['no object', null, 'it is null'],
  ['another version', { ...manifestWith({}), version: 2 }, 'version is 2'],
  ['no packs', { version: 1 }, 'packs is missing'],
  ['a pack without files', manifestWith({ files: 7 }), 'packs.toy.files is 7'],
  ['a short digest', manifestWith({ files: [{ ...file, sha256: 'ab' }] }), 'files[0].sha256 is'],
  ['a size that is none', manifestWith({ files: [{ ...file, bytes: -1 }] }), 'bytes is -1'],
  [
    'a size beyond all measure',
    manifestWith({ files: [{ ...file, bytes: 1e15 }] }),
    'bytes is 1000000000000000',
  ],
  ['a path out of the folder', manifestWith({ files: [{ ...file, path: '../x' }] }), '"../x"'],
  ['an address for a path', manifestWith({ files: [{ ...file, path: 'http://x/y' }] }), 'path is'],
])('a manifest with %s is broken, and told where', (_, value, where) => {
  expect(() => parseManifest(value)).toThrow(Failure);
  expect(() => parseManifest(value)).toThrow(where);
});
