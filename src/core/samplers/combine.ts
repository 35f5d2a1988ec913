/** `a * scaleA + b * scaleB`, element by element. */
export function combine(
  a: Float32Array,
  scaleA: number,
  b: Float32Array,
  scaleB: number,
): Float32Array {
  return a.map((value, k) => value * scaleA + (b[k] ?? 0) * scaleB);
}

/** `parts[0] * weights[0] + parts[1] * weights[1] + ...`, element by element; at least one part. */
export function weightedSum(
  parts: readonly Float32Array[],
  weights: readonly number[],
): Float32Array {
  const sum = new Float64Array(parts[0]?.length ?? 0);
  parts.forEach((part, p) => {
    const weight = weights[p] ?? 0;
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + weight * (part[k] ?? 0);
  });
  return Float32Array.from(sum);
}
