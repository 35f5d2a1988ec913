/** Beyond this cosine two arrows are one, and a straight line between them does as well. */
const aligned = 0.9995;

/**
 * Spherical interpolation (Shoemake 1985) of two arrays of normals, which keeps their variance: at
 * `share` 0 the first, at 1 the second. Nearly parallel ones are mixed on a straight line.
 */
export function slerp(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
  if (!(Math.abs(cosine) <= aligned)) return mixed(from, to, share);
  const angle = Math.acos(cosine);
  const [near, far] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
  return from.map((value, k) => (near * value + far * (to[k] ?? 0)) / Math.sin(angle));
}

/** A straight line from one array to another. */
export function mixed(from: Float32Array, to: Float32Array, share: number): Float32Array {
  return from.map((value, k) => value + share * ((to[k] ?? 0) - value));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
