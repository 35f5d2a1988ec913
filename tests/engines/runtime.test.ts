import { expect, test } from 'vitest';
import { wasmRuntime } from '../../src/engines/runtime.ts';

test('a file that is no model is a broken file, by its name', async () => {
  const opening = wasmRuntime().open(new Uint8Array(100).fill(7), 'unet/model.onnx');
  const detail = expect.stringMatching(/^unet\/model\.onnx cannot be opened: /) as unknown;
  await expect(opening).rejects.toMatchObject({ kind: 'packBroken', detail });
});

test('outside an isolated page one thread runs', () => {
  expect(wasmRuntime().device).toEqual({ provider: 'wasm', threads: 1 });
});
