import { cosSinFloat32, logFloat32 } from './float32.ts';

const words = 624;

/** MT19937 (Matsumoto & Nishimura 1998) seeded as `torch.Generator('cpu').manual_seed(seed)` is. */
class MersenneTwister {
  readonly #state = new Uint32Array(words);
  #next = words;

  constructor(seed: number) {
    let previous = seed >>> 0;
    this.#state[0] = previous;
    for (let k = 1; k < words; k++) {
      previous = (Math.imul(previous ^ (previous >>> 30), 1812433253) + k) >>> 0;
      this.#state[k] = previous;
    }
  }

  /** 32 random bits as a whole number in [0, 2^32). */
  bits32(): number {
    if (this.#next === words) this.#refill();
    let y = this.#state[this.#next++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let k = 0; k < words; k++) {
      const high = (state[k] ?? 0) & 0x80000000;
      const low = (state[(k + 1) % words] ?? 0) & 0x7fffffff;
      const twist = (low & 1) === 0 ? 0 : 0x9908b0df;
      state[k] = (state[(k + 397) % words] ?? 0) ^ ((high | low) >>> 1) ^ twist;
    }
    this.#next = 0;
  }
}

/**
 * The numbers that torch's CPU generator gives for the same seed and the same calls, to the bit.
 * Checked against torch on x86-64 with AVX2; `seed` is a whole number in [0, 2^32 - 1].
 */
export class Random {
  readonly #twister: MersenneTwister;
  /** Short normal draws come in pairs; the second waits here, as it does in torch. */
  #spareNormal: number | null = null;

  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`a seed is a whole number in [0, 2^32 - 1], not ${seed}`);
    }
    this.#twister = new MersenneTwister(seed);
  }

  /** `torch.rand(1, dtype=torch.float64)`: uniform in [0, 1), 53 bits. */
  uniform(): number {
    const high = this.#twister.bits32() & 0x1fffff;
    return (high * 0x100000000 + this.#twister.bits32()) * 2 ** -53;
  }

  /** `torch.randn(count)`: float32 normals of mean 0 and variance 1. */
  normals(count: number): Float32Array<ArrayBuffer> {
    const out = new Float32Array(count);
    if (count < 16) return out.map(() => this.#normal());
    for (let k = 0; k < count; k++) out[k] = this.#uniform24();
    for (let k = 0; k + 16 <= count; k += 16) boxMuller(out.subarray(k, k + 16));
    if (count % 16 !== 0) {
      const last = out.subarray(count - 16);
      for (let k = 0; k < 16; k++) last[k] = this.#uniform24();
      boxMuller(last);
    }
    return out;
  }

  #uniform24(): number {
    return (this.#twister.bits32() & 0xffffff) * 2 ** -24;
  }

  #normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    const angle = 2 * Math.PI * this.uniform();
    const radius = Math.sqrt(-2 * Math.log1p(-this.uniform()));
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

const twoPi = Math.fround(2 * Math.PI);

/** Sixteen uniforms become sixteen normals in place: radii from the first eight, angles from the rest. */
function boxMuller(block: Float32Array): void {
  for (let k = 0; k < 8; k++) {
    const radius = Math.fround(Math.sqrt(-2 * logFloat32(Math.fround(1 - (block[k] ?? 0)))));
    const [cos, sin] = cosSinFloat32(Math.fround(twoPi * (block[k + 8] ?? 0)));
    block[k] = radius * cos;
    block[k + 8] = radius * sin;
  }
}
