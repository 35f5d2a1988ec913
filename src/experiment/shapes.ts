import type { Random } from '../core/random.ts';

/** Drawings of points that can be learned. */
export const shapeNames = ['heart', 'spiral', 'ring', 'smile'] as const;
export type ShapeName = (typeof shapeNames)[number];

/** A place in the plane; the paper is [-1, 1] wide and high, y upwards. */
export interface Place {
  x: number;
  y: number;
}

const turn = 2 * Math.PI;

/** Each shape as a walk: from a number in [0, 1) to a place on it. */
const walks: Record<ShapeName, (at: number) => Place> = {
  heart: (at) => {
    const t = at * turn;
    const y = 13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
    return { x: (16 * Math.sin(t) ** 3) / 19, y: (y + 2) / 19 };
  },
  spiral: (at) => {
    const [radius, angle] = [0.15 + 0.7 * Math.sqrt(at), 2 * turn * Math.sqrt(at)];
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  },
  ring: (at) => ({ x: 0.75 * Math.cos(at * turn), y: 0.75 * Math.sin(at * turn) }),
  smile: (at) => smile(at),
};

/** Two eyes and a mouth. */
function smile(at: number): Place {
  if (at < 0.4) {
    const angle = at * 5 * turn;
    const side = at < 0.2 ? -1 : 1;
    return { x: side * 0.38 + 0.1 * Math.cos(angle), y: 0.4 + 0.1 * Math.sin(angle) };
  }
  const angle = Math.PI + ((at - 0.4) / 0.6) * Math.PI;
  return { x: 0.7 * Math.cos(angle), y: -0.05 + 0.6 * Math.sin(angle) };
}

/** Points of a shape with a little scatter, x and y in turn. */
export function pointsOfShape(
  name: ShapeName,
  count: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  return scattered(count, random, () => walks[name](random.uniform()));
}

/** As many points as asked for from those of a drawing by hand, with a little scatter; none of an empty one. */
export function pointsOfDrawing(
  drawn: readonly Place[],
  count: number,
  random: Random,
): Float32Array<ArrayBuffer> {
  return scattered(drawn.length === 0 ? 0 : count, random, () => {
    return drawn[Math.floor(random.uniform() * drawn.length)] ?? { x: 0, y: 0 };
  });
}

function scattered(count: number, random: Random, place: () => Place): Float32Array<ArrayBuffer> {
  const scatter = random.normals(2 * count);
  const points = Array.from({ length: count }, place);
  return Float32Array.from(
    points.flatMap(({ x, y }) => [x, y]),
    (value, k) => value + 0.015 * (scatter[k] ?? 0),
  );
}
