import type { Candidate, Pixels } from './run.ts';
import {
  amiss,
  distinct,
  fields,
  list,
  number,
  record,
  text,
  whole,
  type Schema,
} from './schema.ts';

/** Largest side of a picture that a run can hold. */
export const largestSide = 2048;
export const longestName = 200;
/** Ids of tokens and codes. */
export const largestId = 0x7fff_ffff;

export const probability = number(0, 1);

/** A picture whose data came from the body of a file: JSON has no typed arrays. */
export const pixelsSchema: Schema<Pixels> = (value, where) => {
  const { width, height, data } = record(value, where);
  const side = whole(1, largestSide);
  const [across, down] = [side(width, `${where}.width`), side(height, `${where}.height`)];
  if (!(data instanceof Uint8ClampedArray) || data.length !== across * down * 4) {
    return amiss(where, value);
  }
  return { width: across, height: down, data: data as Uint8ClampedArray<ArrayBuffer> };
};

const candidate = fields<Candidate>({
  id: whole(0, largestId),
  text: text(longestName),
  probability,
});

/** Different tokens with their chances. */
export const candidates = distinct(list(candidate, 64), ({ id }) => id);
