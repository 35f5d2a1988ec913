import { jit, numpy as np } from '@jax-js/jax';
import type { PointTraining, TrainingEvent, TrainingMeasured } from '../../core/experiment.ts';
import { Failure } from '../../core/failure.ts';
import { Random } from '../../core/random.ts';
import { Adam } from './adam.ts';
import { Deck } from './deck.ts';
import {
  freshPointWeights,
  guessedNoise,
  inputs,
  levels,
  noisyRow,
  pointLoss,
  signalPower,
} from './pointModel.ts';
import { train, type Learner } from './train.ts';

const batchSize = 256;
/** A sampled point lies on the drawing where a point of it is this near; the plane is 2 wide. */
const near = 0.08;

interface Point {
  x: number;
  y: number;
}

/** Trains a diffusion model of some nine thousand weights on points in the plane, from random weights. */
export async function* trainPoints(
  request: PointTraining,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent, void, void> {
  const learner = new PointLearner(request);
  try {
    yield* train(learner, request, signal);
  } finally {
    learner.dispose();
  }
}

class PointLearner implements Learner {
  readonly #random: Random;
  readonly #seed: number;
  readonly #deck: Deck<Point>;
  readonly #heldOut: readonly Point[];
  readonly #drawing: readonly Point[];
  readonly #adam: Adam<ReturnType<typeof freshPointWeights>>;
  readonly #guess = jit(guessedNoise);

  constructor({ examples, heldOut, seed, learningRate }: PointTraining) {
    if (examples.length < 2) throw new Failure('badInput', 'There is no point to learn from.');
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#heldOut = pointsOf(heldOut);
    this.#drawing = [...pointsOf(examples), ...this.#heldOut];
    this.#deck = new Deck(pointsOf(examples), this.#random);
    this.#adam = new Adam(freshPointWeights(this.#random), pointLoss, learningRate);
  }

  get weights(): number {
    return this.#adam.size;
  }

  get stepsAnEpoch(): number {
    return this.#deck.size / batchSize;
  }

  step(): Promise<number> {
    const { rows, noise } = noised(this.#deck.deal(batchSize), this.#random);
    return this.#adam.step(matrix(rows, inputs), np.array(noise).reshape([batchSize, 2]));
  }

  async measure(): Promise<Omit<TrainingMeasured, 'type' | 'step'>> {
    const points = await this.#sample();
    const onDrawing = pointsOf(points).filter((point) => this.#isNear(point)).length;
    return {
      heldOutLoss: await this.#heldOutLoss(),
      accuracy: onDrawing / batchSize,
      sample: { kind: 'points', points },
    };
  }

  dispose(): void {
    this.#adam.dispose();
    this.#guess.dispose();
  }

  /** With the same noise at each measurement, so that only the model differs. */
  async #heldOutLoss(): Promise<number> {
    const points = Array.from(
      { length: batchSize },
      (_, k) => this.#heldOut[k % this.#heldOut.length] ?? { x: 0, y: 0 },
    );
    const { rows, noise } = noised(points, new Random(this.#seed));
    const guess = await this.#run(rows);
    return guess.reduce((sum, value, k) => sum + (value - (noise[k] ?? 0)) ** 2, 0) / noise.length;
  }

  /** From noise to points in as many steps as there are levels (DDIM: Song et al., 2021). */
  async #sample(): Promise<Float32Array<ArrayBuffer>> {
    let points = new Random(this.#seed).normals(2 * batchSize);
    for (let level = levels; level > 0; level--) {
      const rows = pointsOf(points).map(({ x, y }) => noisyRow(x, y, level));
      const noise = await this.#run(rows);
      const [from, to] = [signalPower(level), signalPower(level - 1)];
      points = points.map((value, k) => {
        const eps = noise[k] ?? 0;
        const clean = (value - Math.sqrt(1 - from) * eps) / Math.sqrt(from);
        return Math.sqrt(to) * Math.max(-1.5, Math.min(1.5, clean)) + Math.sqrt(1 - to) * eps;
      });
    }
    return points;
  }

  #isNear({ x, y }: Point): boolean {
    return this.#drawing.some((point) => Math.hypot(point.x - x, point.y - y) < near);
  }

  async #run(rows: readonly (readonly number[])[]): Promise<Float32Array> {
    return (await this.#guess(this.#adam.weights, matrix(rows, inputs)).data()) as Float32Array;
  }
}

function pointsOf(coordinates: Float32Array): Point[] {
  return Array.from({ length: coordinates.length / 2 }, (_, k) => ({
    x: coordinates[2 * k] ?? 0,
    y: coordinates[2 * k + 1] ?? 0,
  }));
}

function matrix(rows: readonly (readonly number[])[], columns: number): np.Array {
  return np.array(Float32Array.from(rows.flat())).reshape([rows.length, columns]);
}

/** Each point at a random noise level, and the noise that was put on it, [B, 2]. */
function noised(
  points: readonly Point[],
  random: Random,
): { rows: number[][]; noise: Float32Array<ArrayBuffer> } {
  const noise = random.normals(2 * points.length);
  const rows = points.map(({ x, y }, k) => {
    const level = 1 + Math.floor(random.uniform() * levels);
    const power = signalPower(level);
    const [signal, spread] = [Math.sqrt(power), Math.sqrt(1 - power)];
    const noisy = (value: number, at: number): number => signal * value + spread * (noise[at] ?? 0);
    return noisyRow(noisy(x, 2 * k), noisy(y, 2 * k + 1), level);
  });
  return { rows, noise };
}
