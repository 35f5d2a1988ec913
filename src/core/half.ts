const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Largest finite half-precision number. */
export const largestHalf = 65_504;

/** The IEEE 754 half-precision bits nearest to a number (ties to even). */
export function toHalf(value: number): number {
  float[0] = value;
  const all = bits[0] ?? 0;
  const sign = (all >>> 16) & 0x8000;
  const exponent = (all >>> 23) & 0xff;
  const mantissa = all & 0x7f_ffff;
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa === 0 ? 0 : 0x200);
  const shifted = exponent - 112;
  if (shifted >= 31) return sign | 0x7c00;
  if (shifted <= 0) {
    if (shifted < -10) return sign;
    return sign | roundedShift(mantissa | 0x80_0000, 14 - shifted);
  }
  return sign | roundedShift((shifted << 23) | mantissa, 13);
}

/** The number that half-precision bits stand for. */
export function fromHalf(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

function roundedShift(value: number, by: number): number {
  const half = 2 ** (by - 1);
  const low = value & (2 ** by - 1);
  const kept = value >>> by;
  return low > half || (low === half && (kept & 1) === 1) ? kept + 1 : kept;
}
