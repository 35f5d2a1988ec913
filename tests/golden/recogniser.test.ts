import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { SeenEvent } from '../../src/core/findings.ts';
import type { Pixels } from '../../src/core/run.ts';
import { createRecogniser } from '../../src/engines/recogniser.ts';
import { Pack } from '../../src/packs/pack.ts';
import { diskFolder } from '../fakes/folder.ts';
import { never } from '../fakes/shipped.ts';
import golden from './recogniser.json' with { type: 'json' };

// tests/golden/recogniser.json is written by `python -m training.golden.recogniser` from the shipped pack.

/** A picture of `side` as Python kept it, each pixel doubled. */
function pictureOf(pixels: string, side: number): Pixels {
  const rgb = inflateSync(Buffer.from(pixels, 'base64'));
  const width = 2 * side;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let at = 0; at < width * width; at++) {
    const [row, column] = [Math.floor(at / width) >> 1, (at % width) >> 1];
    data.set(rgb.subarray((row * side + column) * 3, (row * side + column) * 3 + 3), at * 4);
  }
  return { width, height: width, data };
}

describe('the shipped recogniser finds what it finds in Python', () => {
  const engine = createRecogniser(new Pack(diskFolder('models'), 'recogniser'));

  test.each(golden.pictures.map((picture, index) => ({ index, ...picture })))(
    'in picture $index',
    async ({ pixels, seen }) => {
      const events = [];
      const picture = pictureOf(pixels, golden.side);
      for await (const event of engine.run({ picture }, never)) events.push(event);
      const { findings } = events.at(-1) as SeenEvent;
      expect([findings.place, findings.light]).toEqual([seen.place, seen.light]);
      expect(findings.objects.map(({ name, colour }) => [name, colour])).toEqual(
        seen.objects.map(({ name, colour }) => [name, colour]),
      );
      findings.objects.forEach((found, k) => {
        const expected = seen.objects[k];
        expect(found.score).toBeCloseTo(expected?.score ?? 0, 3);
        found.centre.forEach((value, axis) => {
          expect(value * 16).toBeCloseTo(expected?.centre[axis] ?? 0, 2);
        });
        found.size.forEach((value, axis) => {
          expect(value * 16).toBeCloseTo(expected?.size[axis] ?? 0, 2);
        });
      });
    },
  );
});
