/** A point of a path seen in the plane of its two widest directions. */
export interface PlanePoint {
  x: number;
  y: number;
}

const rounds = 200;

/**
 * Principal component analysis of some vectors of equal length: where each lies along the two
 * directions in which they spread most, and which share of the spread those two hold, in [0, 1].
 */
export function principalPath(vectors: readonly Float32Array[]): {
  points: PlanePoint[];
  share: number;
} {
  const gram = centredGram(vectors);
  const total = gram.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  const first = widest(gram);
  const rest = gram.map((row, i) =>
    row.map((value, j) => value - first.value * (first.vector[i] ?? 0) * (first.vector[j] ?? 0)),
  );
  const second = widest(rest);
  const along = ({ value, vector }: Direction) =>
    vector.map((share) => share * Math.sqrt(Math.max(0, value)));
  const [xs, ys] = [along(first), along(second)];
  return {
    points: xs.map((x, k) => ({ x, y: ys[k] ?? 0 })),
    share: total > 0 ? (first.value + second.value) / total : 0,
  };
}

/** Inner products of the vectors less their mean. */
function centredGram(vectors: readonly Float32Array[]): number[][] {
  const products = vectors.map((a) => vectors.map((b) => dot(a, b)));
  const means = products.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return products.map((row, i) =>
    row.map((value, j) => value - (means[i] ?? 0) - (means[j] ?? 0) + mean),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}

interface Direction {
  value: number;
  vector: number[];
}

/** The largest eigenvalue of a symmetric matrix and its unit vector, by power iteration. */
function widest(matrix: readonly (readonly number[])[]): Direction {
  let vector = matrix.map((_, k) => Math.sin(k + 1));
  let value = 0;
  for (let round = 0; round < rounds; round++) {
    const turned = matrix.map((row) =>
      row.reduce((sum, entry, k) => sum + entry * (vector[k] ?? 0), 0),
    );
    value = Math.hypot(...turned);
    if (value === 0) return { value, vector: matrix.map(() => 0) };
    vector = turned.map((entry) => entry / value);
  }
  return { value, vector };
}
