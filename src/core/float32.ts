/**
 * float32 arithmetic as an AVX2 machine with fused multiply-add does it, for numbers that must
 * equal torch's to the bit. The polynomials are those of Cephes (Moshier), which torch's
 * vectorised log and sincos use.
 */

const { fround } = Math;

/** `a * b + c` of float32 values rounded once. */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b; // 24 + 24 bits: exact in float64
  const sum = product + c;
  const rounded = fround(sum);
  const rest = sum - rounded;
  if (rest === 0 || !Number.isFinite(sum)) return rounded;
  const other = rounded + 2 * rest;
  if (fround(other) !== other) return rounded;
  // `sum` lies midway between two float32 values: what float64 rounded away decides.
  const error = twoSumError(product, c, sum);
  return error !== 0 && error > 0 === rest > 0 ? other : rounded;
}

/** What was lost in `sum = a + b` (Knuth). */
function twoSumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

function horner(x: number, coefficients: readonly number[]): number {
  return coefficients.reduce((y, coefficient) => fusedMultiplyAdd(y, x, coefficient));
}

const bits = new DataView(new ArrayBuffer(4));
const sqrtHalf = fround(Math.SQRT1_2);
const logCoefficients = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(fround);
const ln2Low = fround(-2.1219444e-4);
const ln2High = fround(0.693359375);

/** Natural logarithm of a normal float32 > 0. */
export function logFloat32(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  bits.setUint32(0, (word & 0x807fffff) | 0x3f000000);
  const mantissa = bits.getFloat32(0); // in [0.5, 1)
  const small = mantissa < sqrtHalf;
  const exponent = (word >>> 23) - 126 - (small ? 1 : 0);
  const x = small ? fround(fround(mantissa - 1) + mantissa) : fround(mantissa - 1);
  const z = fround(x * x);
  const polynomial = fround(horner(x, logCoefficients) * x);
  const y = fusedMultiplyAdd(polynomial, z, fround(exponent * ln2Low));
  const tail = fusedMultiplyAdd(-0.5, z, y);
  return fusedMultiplyAdd(exponent, ln2High, fround(x + tail));
}

const fourOverPi = fround(4 / Math.PI);
const quarterPi = [-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8].map(fround);
const sinCoefficients = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(fround);
const cosCoefficients = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(
  fround,
);

/** [cos, sin] of a float32 angle in [0, 8192). */
export function cosSinFloat32(angle: number): [number, number] {
  const octant = (Math.trunc(fround(angle * fourOverPi)) + 1) & ~1;
  const x = quarterPi.reduce((rest, part) => fusedMultiplyAdd(octant, part, rest), angle);
  const z = fround(x * x);
  const evenTail = fround(horner(z, cosCoefficients) * z);
  const even = fround(fusedMultiplyAdd(evenTail, z, -0.5 * z) + 1);
  const oddTail = fround(horner(z, sinCoefficients) * z);
  const odd = fusedMultiplyAdd(oddTail, x, x);
  const turned = (octant & 2) !== 0;
  const sin = (turned ? even : odd) * ((octant & 4) !== 0 ? -1 : 1);
  const cos = (turned ? odd : even) * (((octant - 2) & 4) !== 0 ? 1 : -1);
  return [cos, sin];
}
