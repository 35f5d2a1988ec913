/** What can be trained on the page, and what a training reports: the contract between engine, bridge and page. */

interface Training {
  /** A whole number in [0, 2^32 - 1]; it decides first weights, order and samples. */
  seed: number;
  /** Of Adam. */
  learningRate: number;
  /** Updates of the weights. */
  steps: number;
  /** Steps from one measurement to the next. */
  measureEvery: number;
}

/** A word-level GPT learns to go on with captions. */
export interface CaptionTraining extends Training {
  kind: 'captions';
  /** Lower-case words with a blank between. */
  examples: readonly string[];
  /** Captions it never learns from; the first few are what it is measured on. */
  heldOut: readonly string[];
}

/** A diffusion model learns where the points of a drawing lie. */
export interface PointTraining extends Training {
  kind: 'points';
  /** x and y in turn, in [-1, 1]. */
  examples: Float32Array<ArrayBuffer>;
  /** Points of the same drawing it never learns from. */
  heldOut: Float32Array<ArrayBuffer>;
}

export type TrainingRequest = CaptionTraining | PointTraining;

/** What the model makes: captions, or points as x and y in turn. */
export type TrainingSample =
  | { kind: 'captions'; texts: readonly string[] }
  | { kind: 'points'; points: Float32Array<ArrayBuffer> };

/** The model stands, with random weights. */
export interface TrainingBegan {
  type: 'began';
  /** Numbers that will be learned. */
  weights: number;
  /** Steps until each example was seen once; less than 1 where a step sees them several times. */
  stepsAnEpoch: number;
}

/** One update; `loss` is that of its batch, before it. */
export interface TrainingStep {
  type: 'trained';
  step: number;
  loss: number;
}

/** How good the model is at what it has not seen, before the first step and now and then. */
export interface TrainingMeasured {
  type: 'measured';
  step: number;
  heldOutLoss: number;
  /** In [0, 1]: next words guessed right, or sampled points that lie on the drawing. */
  accuracy: number;
  sample: TrainingSample;
}

/** The loss is no number any more; the training ends here. */
export interface TrainingDiverged {
  type: 'diverged';
  step: number;
}

export type TrainingEvent = TrainingBegan | TrainingStep | TrainingMeasured | TrainingDiverged;
