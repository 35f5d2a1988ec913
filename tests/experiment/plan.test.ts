import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Client, RunOutcome } from '../../src/bridge/contract.ts';
import type { TrainingEvent, TrainingRequest } from '../../src/core/experiment.ts';
import { Failure } from '../../src/core/failure.ts';
import { parseWorld } from '../../src/core/world.ts';
import { Laboratory } from '../../src/experiment/laboratory.svelte.ts';
import {
  captionRequest,
  changed,
  changes,
  outcomeOf,
  pointRequest,
  standard,
} from '../../src/experiment/plan.ts';

const world = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8')));
if (world === null) throw new Error('models/world.json is no world');

/** A trainer that reports these events and ends as told; a held-out loss for each training. */
function trainer(losses: number[], ending: RunOutcome = { status: 'done' }) {
  const asked: TrainingRequest[] = [];
  const client: Client<TrainingRequest, TrainingEvent> = {
    load: () => Promise.resolve({ status: 'done' }),
    run: (request, onEvent) => {
      asked.push(request);
      const heldOutLoss = losses.shift() ?? 1;
      onEvent({ type: 'began', weights: 10, stepsAnEpoch: 25 });
      onEvent({ type: 'trained', step: 1, loss: 2 });
      if (Number.isNaN(heldOutLoss)) onEvent({ type: 'diverged', step: 2 });
      else {
        const sample = { kind: 'captions', texts: ['a cat'] } as const;
        onEvent({ type: 'measured', step: 1, heldOutLoss, accuracy: 0.5, sample });
      }
      return Promise.resolve(ending);
    },
    dispose: () => undefined,
  };
  return { client, asked };
}

describe('a change of plan', () => {
  it('changes exactly one thing, and nothing of the examples that it is measured on', () => {
    for (const kind of ['captions', 'points'] as const) {
      for (const change of changes) {
        const [before, after] = [standard[kind], changed(kind, standard[kind], change)];
        const different = (Object.keys(before) as (keyof typeof before)[]).filter(
          (key) => before[key] !== after[key],
        );
        expect(different).toHaveLength(1);
      }
    }
    const few = changed('captions', standard.captions, 'fewExamples');
    const [all, some] = [captionRequest(standard.captions, world), captionRequest(few, world)];
    expect(some.heldOut).toEqual(all.heldOut);
    expect(some.examples).toEqual(all.examples.slice(0, few.examples));
  });

  it('keeps what is held out apart from what is learned', () => {
    const { examples, heldOut } = captionRequest(standard.captions, world);
    expect(examples).toHaveLength(800);
    const known = new Set<unknown>(examples as readonly unknown[]);
    expect((heldOut as readonly unknown[]).filter((caption) => known.has(caption))).toEqual([]);
    const points = pointRequest(standard.points, 'heart');
    expect([points.examples.length, points.heldOut.length]).toEqual([800, 192]);
  });
});

describe('an experiment', () => {
  it('compares two trainings of which the second has one thing changed', async () => {
    const { client, asked } = trainer([1.4, 2.8]);
    const laboratory = new Laboratory(client);
    await laboratory.trainFirst(world);
    expect(laboratory.canCompare).toBe(true);
    laboratory.change = 'fewExamples';
    laboratory.guess = 'lower';
    await laboratory.trainSecond(world);
    expect(laboratory.outcome).toBe('higher');
    expect(laboratory.made).toEqual({ change: 'fewExamples', guess: 'lower' });
    expect(asked.map(({ examples }) => examples.length)).toEqual([800, 24]);
  });

  it('counts a loss that is no number as higher, and nearly the same as the same', async () => {
    expect([outcomeOf(1.4, 1.45), outcomeOf(1.4, 1.2), outcomeOf(1.4, null)]).toEqual([
      'same',
      'lower',
      'higher',
    ]);
    const laboratory = new Laboratory(trainer([1.4, Number.NaN]).client);
    await laboratory.trainFirst(world);
    await laboratory.trainSecond(world);
    expect(laboratory.second?.status).toEqual({ kind: 'diverged', step: 2 });
    expect(laboratory.outcome).toBe('higher');
  });

  it('says that a training failed, and compares nothing then', async () => {
    const failure = new Failure('workerDied');
    const laboratory = new Laboratory(trainer([], { status: 'failed', failure }).client);
    await laboratory.trainFirst(world);
    expect(laboratory.first?.status).toEqual({ kind: 'failed', failure });
    expect([laboratory.canCompare, laboratory.isRunning]).toEqual([false, false]);
  });

  it('wants a drawing of three points before it learns from one', () => {
    const laboratory = new Laboratory(trainer([]).client);
    expect(laboratory.lacks(null)).toBe('world');
    laboratory.choose('points');
    laboratory.subject = 'drawing';
    expect(laboratory.lacks(world)).toBe('drawing');
    laboratory.drawing = [0, 0.1, 0.2].map((x) => ({ x, y: 0 }));
    expect(laboratory.lacks(world)).toBeNull();
  });
});
