import type { TrainingRequest } from '../core/experiment.ts';
import { Random } from '../core/random.ts';
import type { World } from '../core/world.ts';
import { captionsOf } from './captions.ts';
import { pointsOfDrawing, pointsOfShape, type Place, type ShapeName } from './shapes.ts';

export type Kind = TrainingRequest['kind'];

/** What of a training can be changed. */
export interface Plan {
  learningRate: number;
  /** How many examples it learns from. */
  examples: number;
  steps: number;
  seed: number;
}

/** The one thing that is different in the second training. */
export const changes = ['rateHigh', 'rateLow', 'fewExamples', 'fewSteps', 'otherSeed'] as const;
export type Change = (typeof changes)[number];

/** How the second loss may come out beside the first. */
export const outcomes = ['lower', 'same', 'higher'] as const;
export type Outcome = (typeof outcomes)[number];

/** Plans that learn well, in some seconds on two cores. */
export const standard: Readonly<Record<Kind, Plan>> = {
  captions: { learningRate: 0.003, examples: 800, steps: 200, seed: 1 },
  points: { learningRate: 0.003, examples: 400, steps: 800, seed: 1 },
};

const measurements = 12;
const heldOut = 96;
/** The examples are always the same ones, so that a change of plan changes nothing else. */
const dataSeed = 7;
/** Losses within this share of each other count as the same. */
const alike = 0.05;

/** A plan with one thing different. */
export function changed(kind: Kind, plan: Plan, change: Change): Plan {
  switch (change) {
    case 'rateHigh':
      return { ...plan, learningRate: plan.learningRate * (kind === 'points' ? 1000 : 100) };
    case 'rateLow':
      return { ...plan, learningRate: plan.learningRate / 30 };
    case 'fewExamples':
      return { ...plan, examples: kind === 'points' ? 8 : 24 };
    case 'fewSteps':
      return { ...plan, steps: plan.steps / 5 };
    case 'otherSeed':
      return { ...plan, seed: plan.seed + 1 };
  }
}

/** How a held-out loss compares with another; no number at all counts as higher. */
export function outcomeOf(first: number, second: number | null): Outcome {
  if (second === null || !Number.isFinite(second)) return 'higher';
  if (Math.abs(second - first) <= alike * first) return 'same';
  return second < first ? 'lower' : 'higher';
}

function training({ learningRate, steps, seed }: Plan) {
  return { learningRate, steps, seed, measureEvery: Math.ceil(steps / measurements) };
}

/** A training of the tiny GPT, on captions of the world. */
export function captionRequest(plan: Plan, world: World): TrainingRequest {
  const most = standard.captions.examples;
  const captions = captionsOf(world, most + heldOut, new Random(dataSeed));
  return {
    kind: 'captions',
    examples: captions.slice(heldOut, heldOut + plan.examples),
    heldOut: captions.slice(0, heldOut),
    ...training(plan),
  };
}

/** A training of the tiny diffusion model, on points of a shape or of a drawing by hand. */
export function pointRequest(
  plan: Plan,
  subject: ShapeName | readonly Place[],
): TrainingRequest & { kind: 'points' } {
  const count = standard.points.examples + heldOut;
  const random = new Random(dataSeed);
  const points =
    typeof subject === 'string'
      ? pointsOfShape(subject, count, random)
      : pointsOfDrawing(subject, count, random);
  return {
    kind: 'points',
    examples: points.slice(2 * heldOut, 2 * (heldOut + plan.examples)),
    heldOut: points.slice(0, 2 * heldOut),
    ...training(plan),
  };
}
