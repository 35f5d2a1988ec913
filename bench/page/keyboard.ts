import { createModelClient, modelsUrl } from '../../src/bridge/client.ts';
import type { Pixels } from '../../src/core/run.ts';
import { suggestDefaults } from '../../src/state/packDefaults.ts';
import { Settings } from '../../src/state/settings.svelte.ts';

const models = new URL(modelsUrl());
const client = createModelClient('diffusion');
const never = new AbortController().signal;

/** A picture by the shipped Stable Diffusion at its own settings, as a WebP of `side` pixels in base64. */
async function draw(prompt: string, seed: number, side: number): Promise<string> {
  const settings = new Settings();
  await suggestDefaults(settings, models);
  settings.seed.value = seed;
  const pictures: Pixels[] = [];
  const outcome = await client.run(
    settings.requests(prompt).diffusion,
    (event) => {
      if (event.type === 'done' && event.result.kind === 'picture') {
        pictures.push(event.result.picture);
      }
    },
    never,
  );
  if (outcome.status === 'failed') throw outcome.failure;
  const picture = pictures[0];
  if (picture === undefined) throw new Error('Nothing was drawn.');
  return base64(await shrunk(picture, side));
}

async function shrunk({ data, width, height }: Pixels, side: number): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(new ImageData(data, width, height), {
    resizeWidth: side,
    resizeHeight: side,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.86 });
  return new Uint8Array(await blob.arrayBuffer());
}

function base64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

Object.assign(globalThis, { draw });
