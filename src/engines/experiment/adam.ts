import { jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';

/** The numbers of a model, by name. */
export type Weights = Record<string, np.Array>;
/** The mean loss of a batch; it takes ownership of its arguments, as all of jax-js does. */
export type Loss<W extends Weights> = (weights: W, ...batch: np.Array[]) => np.Array;

const beta1 = 0.9;
const beta2 = 0.99;

/** Gradient descent with Adam (Kingma and Ba, 2015): holds the weights, and changes them step by step. */
export class Adam<W extends Weights> {
  readonly #learningRate: number;
  readonly #update: ReturnType<typeof compile>;
  #weights: W;
  #mean: Weights;
  #square: Weights;
  #step = 0;

  constructor(weights: W, loss: Loss<W>, learningRate: number) {
    this.#learningRate = learningRate;
    this.#weights = weights;
    this.#mean = zerosLike(weights);
    this.#square = zerosLike(weights);
    this.#update = compile(loss as Loss<Weights>);
  }

  /** One more reference to the weights as they are now; whoever takes it disposes of it. */
  get weights(): W {
    return tree.ref(this.#weights);
  }

  /** How many numbers are learned. */
  get size(): number {
    return tree.leaves(this.#weights).reduce((sum, { size }) => sum + size, 0);
  }

  /** Learns from one batch and tells its loss, as it was before; the batch is used up. */
  async step(...batch: np.Array[]): Promise<number> {
    this.#step++;
    const corrections = [1 - beta1 ** this.#step, 1 - beta2 ** this.#step] as const;
    const [loss, weights, mean, square] = this.#update(
      this.#weights,
      this.#mean,
      this.#square,
      np.array(this.#learningRate / corrections[0]),
      np.array(1 / corrections[1]),
      ...batch,
    );
    [this.#weights, this.#mean, this.#square] = [weights as W, mean, square];
    const [value] = (await loss.data()) as Float32Array;
    return value ?? Number.NaN;
  }

  dispose(): void {
    for (const each of [this.#weights, this.#mean, this.#square]) tree.dispose(each);
    this.#update.dispose();
  }
}

function zerosLike(weights: Weights): Weights {
  return tree.map((leaf: np.Array) => np.zeros(leaf.shape), weights);
}

/** One function for gradient and update together, so that jax-js can fuse them. */
function compile(loss: Loss<Weights>) {
  return jit(
    (
      weights: Weights,
      mean: Weights,
      square: Weights,
      rate: np.Array,
      unbias: np.Array,
      ...batch: np.Array[]
    ): [np.Array, Weights, Weights, Weights] => {
      const [value, gradient] = valueAndGrad(loss)(tree.ref(weights), ...batch) as [
        np.Array,
        Weights,
      ];
      const newMean = tree.map(
        (m: np.Array, g: np.Array) => m.mul(beta1).add(g.mul(1 - beta1)),
        mean,
        tree.ref(gradient),
      );
      const newSquare = tree.map(
        (v: np.Array, g: np.Array) => v.mul(beta2).add(np.square(g).mul(1 - beta2)),
        square,
        gradient,
      );
      const newWeights = tree.map(
        (w: np.Array, m: np.Array, v: np.Array) =>
          w.sub(m.mul(rate.ref).div(np.sqrt(v.mul(unbias.ref)).add(1e-8))),
        weights,
        tree.ref(newMean),
        tree.ref(newSquare),
      );
      rate.dispose();
      unbias.dispose();
      return [value, newWeights, newMean, newSquare];
    },
  );
}
