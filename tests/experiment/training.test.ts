import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { TrainingEvent, TrainingRequest } from '../../src/core/experiment.ts';
import { Random } from '../../src/core/random.ts';
import { parseWorld, type World } from '../../src/core/world.ts';
import { createExperiment } from '../../src/engines/experiment/experiment.ts';
import { captionsOf } from '../../src/experiment/captions.ts';
import {
  pointsOfDrawing,
  pointsOfShape,
  shapeNames,
  type ShapeName,
} from '../../src/experiment/shapes.ts';

const never = new AbortController().signal;

async function theWorld(): Promise<World> {
  const world = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8')));
  if (world === null) throw new Error('models/world.json is no world');
  return world;
}

async function captionTraining(examples: number, learningRate: number, steps: number) {
  const captions = captionsOf(await theWorld(), examples + 32, new Random(3));
  return {
    kind: 'captions',
    examples: captions.slice(0, examples),
    heldOut: captions.slice(examples),
    seed: 1,
    learningRate,
    steps,
    measureEvery: steps,
  } as const satisfies TrainingRequest;
}

function pointTraining(shape: ShapeName, learningRate: number, steps: number): TrainingRequest {
  const random = new Random(5);
  return {
    kind: 'points',
    examples: pointsOfShape(shape, 300, random),
    heldOut: pointsOfShape(shape, 80, random),
    seed: 1,
    learningRate,
    steps,
    measureEvery: steps,
  };
}

async function trained(request: TrainingRequest, signal = never): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of createExperiment().run(request, signal)) events.push(event);
  return events;
}

function measurements(events: readonly TrainingEvent[]) {
  return events.filter((event) => event.type === 'measured');
}

describe('a tiny GPT', () => {
  it('learns to go on with captions it has never seen, by gradient descent', async () => {
    const events = await trained(await captionTraining(400, 0.005, 40));
    expect(events[0]).toMatchObject({ type: 'began', stepsAnEpoch: 12.5 });
    const [before, after] = measurements(events);
    expect(after?.heldOutLoss).toBeLessThan(0.65 * (before?.heldOutLoss ?? 0));
    expect(after?.accuracy).toBeGreaterThan((before?.accuracy ?? 1) + 0.15);
    expect(events.filter(({ type }) => type === 'trained')).toHaveLength(40);
  });

  it('begins near the loss of pure guessing, and gives the same numbers for the same seed', async () => {
    const request = await captionTraining(60, 0.005, 4);
    const words = new Set([...request.examples, ...request.heldOut].join(' ').split(' ')).size + 1;
    const [first, again] = [await trained(request), await trained(request)];
    expect(again).toEqual(first);
    const [before] = measurements(first);
    expect(Math.abs((before?.heldOutLoss ?? 0) - Math.log(words))).toBeLessThan(0.5);
  });

  it('with too little data knows its few captions by heart and is worse at others', async () => {
    const events = await trained(await captionTraining(8, 0.005, 80));
    const last = events.findLast((event) => event.type === 'trained');
    expect(last?.loss).toBeLessThan(0.8);
    expect(measurements(events).at(-1)?.heldOutLoss).toBeGreaterThan(2 * (last?.loss ?? 9));
  });
});

describe('a tiny diffusion model', () => {
  it('learns to put points where a drawing has them', async () => {
    const [before, after] = measurements(await trained(pointTraining('ring', 0.005, 150)));
    expect(before?.accuracy).toBeLessThan(0.2);
    expect(after?.accuracy).toBeGreaterThan((before?.accuracy ?? 1) + 0.2);
    expect(after?.heldOutLoss).toBeLessThan(0.5 * (before?.heldOutLoss ?? 0));
  });

  it('says so and ends when far too high a learning rate leaves no number', async () => {
    const events = await trained(pointTraining('heart', 30, 60));
    expect(events.at(-1)?.type).toBe('diverged');
    expect(events.length).toBeLessThan(60);
  });

  it('has nothing to learn from an empty drawing, and says so', async () => {
    const points = pointsOfDrawing([], 50, new Random(1));
    const request = { ...pointTraining('heart', 0.01, 3), examples: points } as TrainingRequest;
    await expect(trained(request)).rejects.toMatchObject({ kind: 'badInput' });
  });
});

it('a training stops at the step at which it is told to', async () => {
  const controller = new AbortController();
  const steps: number[] = [];
  const run = createExperiment().run(pointTraining('smile', 0.003, 50), controller.signal);
  await expect(
    (async () => {
      for await (const event of run) {
        if (event.type !== 'trained') continue;
        steps.push(event.step);
        if (event.step === 3) controller.abort();
      }
    })(),
  ).rejects.toMatchObject({ kind: 'aborted' });
  expect(steps).toEqual([1, 2, 3]);
});

it('captions are all different, of words the world knows, and short enough for the model', async () => {
  const world = await theWorld();
  for (const seed of [1, 2, 3]) {
    const captions = captionsOf(world, 500, new Random(seed));
    expect(new Set(captions).size).toBe(500);
    const words = captions.map((caption) => caption.split(' '));
    expect(Math.max(...words.map(({ length }) => length))).toBeLessThan(16);
    expect(words.flat().filter((word) => !world.words.has(word))).toEqual([]);
  }
});

it('every shape lies on the paper', () => {
  for (const name of shapeNames) {
    const points = pointsOfShape(name, 400, new Random(9));
    expect(points).toHaveLength(800);
    expect(points.every((value) => Math.abs(value) < 1)).toBe(true);
  }
});
