import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import { expect, test } from 'vitest';
import { filmOf, type Frame } from '../../src/takeaway/film.ts';
import { gifOf } from '../../src/takeaway/gif.ts';
import { postcardOf } from '../../src/takeaway/postcard.ts';
import { webmOf } from '../../src/takeaway/webm.ts';
import { fakeRecording } from '../fakes/takes.ts';

const never = new AbortController().signal;

/** The film of a fake run: three steps, the noise before them and the finished picture. */
async function film(): Promise<Frame[]> {
  const { takes } = await fakeRecording();
  const events = (takes.diffusion?.events ?? []).map(({ event }) => event);
  const steps = events.filter((event) => event.type === 'step');
  const done = events.find((event) => event.type === 'done');
  if (done?.result.kind !== 'picture') throw new Error('the fake run has no picture');
  return filmOf(steps, done.result.picture);
}

/** The colour in the middle of a picture, each channel in [0, 255]. */
function middleOf(picture: CanvasImageSource, side: number): number[] {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0, side, side);
  return Array.from(context?.getImageData(side / 2, side / 2, 1, 1).data.slice(0, 3) ?? []);
}

function distance(one: number[], other: number[]): number {
  return Math.max(...one.map((value, at) => Math.abs(value - (other[at] ?? 0))));
}

test('the GIF has every frame of the dream, and ends on the finished picture', async () => {
  const frames = await film();
  const shares: number[] = [];
  const gif = await gifOf(frames, never, (share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  const decoder = new ImageDecoder({ data: await gif.arrayBuffer(), type: 'image/gif' });
  await decoder.tracks.ready;
  expect(decoder.tracks.selectedTrack?.frameCount).toBe(frames.length);
  const { image } = await decoder.decode({ frameIndex: frames.length - 1 });
  expect([image.displayWidth, image.displayHeight]).toEqual([256, 256]);
  const last = frames.at(-1)?.pixels;
  if (last === undefined) throw new Error('no frames');
  const drawn = await createImageBitmap(new ImageData(last.data, last.width, last.height));
  expect(distance(middleOf(image, 256), middleOf(drawn, 256))).toBeLessThan(24);
});

test('the film is a WebM of 512 x 512 pixels and as long as its frames', async () => {
  const frames = await film();
  const webm = await webmOf(frames, never, () => undefined);
  const input = new Input({ source: new BlobSource(webm), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([512, 512]);
  const seconds = frames.reduce((sum, { holdMs }) => sum + holdMs, 0) / 1000;
  expect(await input.computeDuration()).toBeCloseTo(seconds, 1);
});

test('the making of a film can be stopped midway', async () => {
  const frames = await film();
  const controller = new AbortController();
  const made = gifOf(frames, controller.signal, () => {
    controller.abort();
  });
  await expect(made).rejects.toThrow('Stopped.');
});

test('the postcard is a PNG of 1800 x 1200 pixels with the picture on it, however long the story', async () => {
  const picture = (await film()).at(-1)?.pixels;
  if (picture === undefined) throw new Error('no picture');
  for (const story of ['A cat sat.', 'The cat sat on the sunny windowsill. '.repeat(60)]) {
    const card = await postcardOf({ picture, prompt: 'A cat', story, foot: 'Seed 7.' });
    const bitmap = await createImageBitmap(card);
    expect([bitmap.width, bitmap.height]).toEqual([1800, 1200]);
    const canvas = new OffscreenCanvas(1800, 1200);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const paper = Array.from(context?.getImageData(10, 10, 1, 1).data.slice(0, 3) ?? []);
    const inside = Array.from(context?.getImageData(600, 600, 1, 1).data.slice(0, 3) ?? []);
    expect(paper).toEqual([255, 253, 248]);
    expect(distance(paper, inside)).toBeGreaterThan(20);
  }
});
