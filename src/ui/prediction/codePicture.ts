import type { CodebookExplained } from '../../core/explain.ts';
import type { Pixels } from '../../core/run.ts';

/** The mean picture of one code. */
export function codePicture({ size, rgb }: CodebookExplained, code: number): Pixels {
  const area = size * size;
  const data = new Uint8ClampedArray(4 * area).fill(255);
  for (let k = 0; k < area; k++) {
    data.set(rgb.subarray((code * area + k) * 3, (code * area + k + 1) * 3), 4 * k);
  }
  return { width: size, height: size, data };
}
