import { jit, numpy as np } from '@jax-js/jax';
import type { CaptionTraining, TrainingEvent, TrainingMeasured } from '../../core/experiment.ts';
import { Failure } from '../../core/failure.ts';
import { Random } from '../../core/random.ts';
import { chooseToken } from '../../core/sampling.ts';
import { Adam } from './adam.ts';
import { captionBatch, Vocabulary } from './captionBatch.ts';
import { captionLogits, captionLoss, context, freshCaptionWeights } from './captionModel.ts';
import { Deck } from './deck.ts';
import { oneHot } from './matrices.ts';
import { train, type Learner } from './train.ts';

const batchSize = 32;
const samplesShown = 4;

/** Trains a GPT of some 30 thousand weights on captions, from random weights. */
export async function* trainCaptions(
  request: CaptionTraining,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent, void, void> {
  const learner = new CaptionLearner(request);
  try {
    yield* train(learner, request, signal);
  } finally {
    learner.dispose();
  }
}

class CaptionLearner implements Learner {
  readonly #vocabulary: Vocabulary;
  readonly #deck: Deck<readonly number[]>;
  readonly #heldOut: readonly (readonly number[])[];
  readonly #adam: Adam<ReturnType<typeof freshCaptionWeights>>;
  readonly #logits = jit(captionLogits);
  readonly #seed: number;

  constructor({ examples, heldOut, seed, learningRate }: CaptionTraining) {
    const longest = Math.max(...[...examples, ...heldOut].map((each) => each.split(' ').length));
    if (examples.length === 0 || longest >= context) {
      throw new Failure('badInput', `${examples.length} captions of up to ${longest} words.`);
    }
    const random = new Random(seed);
    this.#seed = seed;
    this.#vocabulary = new Vocabulary([...examples, ...heldOut]);
    const read = (caption: string): number[] => this.#vocabulary.read(caption);
    this.#heldOut = heldOut.slice(0, batchSize).map(read);
    this.#deck = new Deck(examples.map(read), random);
    const weights = freshCaptionWeights(this.#vocabulary.size, random);
    this.#adam = new Adam(weights, captionLoss, learningRate);
  }

  get weights(): number {
    return this.#adam.size;
  }

  get stepsAnEpoch(): number {
    return this.#deck.size / batchSize;
  }

  step(): Promise<number> {
    const { tokens, next, counts } = captionBatch(
      this.#deck.deal(batchSize),
      this.#vocabulary.size,
    );
    const shape = [batchSize, context];
    return this.#adam.step(
      tokens,
      oneHot(next, shape, this.#vocabulary.size),
      np.array(counts).reshape(shape),
    );
  }

  async measure(): Promise<Omit<TrainingMeasured, 'type' | 'step'>> {
    const filled = Array.from({ length: batchSize }, (_, k) => this.#heldOut[k] ?? [0, 0]);
    const { tokens, next, counts } = captionBatch(filled, this.#vocabulary.size);
    const logits = await this.#run(tokens);
    let [loss, right, all] = [0, 0, 0];
    next.forEach((id, k) => {
      if (counts[k] === 0 || k >= this.#heldOut.length * context) return;
      const row = logits.subarray(k * this.#vocabulary.size, (k + 1) * this.#vocabulary.size);
      loss += surprise(row, id);
      right += row.indexOf(Math.max(...row)) === id ? 1 : 0;
      all++;
    });
    const sample = { kind: 'captions', texts: await this.#sample() } as const;
    return { heldOutLoss: loss / all, accuracy: right / all, sample };
  }

  dispose(): void {
    this.#adam.dispose();
    this.#logits.dispose();
  }

  /** A few captions from the model's own words; the same draws at each measurement, so that only the model differs. */
  async #sample(): Promise<string[]> {
    const random = new Random(this.#seed);
    const texts = Array.from({ length: batchSize }, () => [0]);
    for (let place = 0; place + 1 < context; place++) {
      const logits = await this.#run(captionBatch(texts, this.#vocabulary.size).tokens);
      texts.slice(0, samplesShown).forEach((ids, row) => {
        if (ids.length > 1 && ids.at(-1) === 0) return;
        const start = (row * context + place) * this.#vocabulary.size;
        const choice = chooseToken(
          logits.slice(start, start + this.#vocabulary.size),
          { temperature: 0.7, topK: 0, topP: 1 },
          () => random.uniform(),
        );
        ids.push(choice.id);
      });
    }
    return texts.slice(0, samplesShown).map((ids) => this.#spell(ids));
  }

  #spell(ids: readonly number[]): string {
    const words = ids.map((id) => this.#vocabulary.word(id));
    return words.filter((word) => word !== '').join(' ');
  }

  async #run(tokens: np.Array): Promise<Float32Array> {
    return (await this.#logits(this.#adam.weights, tokens).data()) as Float32Array;
  }
}

/** -log of the share that a softmax of the logits gives to one of them. */
function surprise(logits: Float32Array, id: number): number {
  const most = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
  return Math.log(total) - ((logits[id] ?? 0) - most);
}
