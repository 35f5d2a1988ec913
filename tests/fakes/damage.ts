/** Seeded whole numbers in [0, below): mulberry32. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A copy of a file that is cut, flipped, shuffled, doubled or overwritten somewhere. */
export function damaged(file: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const roll = dice(seed);
  const copy = Uint8Array.from(file);
  switch (roll(5)) {
    case 0:
      return copy.slice(0, roll(copy.length));
    case 1: {
      const at = roll(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << roll(8));
      return copy;
    }
    case 2:
      return Uint8Array.from([...copy.slice(roll(copy.length)), ...copy.slice(0, roll(64))]);
    case 3:
      for (let k = 0; k < 16; k++) copy[roll(copy.length)] = roll(256);
      return copy;
    default:
      copy.copyWithin(roll(copy.length), roll(copy.length));
      return copy;
  }
}
