import { describe, expect, it } from 'vitest';
import {
  epochsOf,
  firstShown,
  judgedLosses,
  samplesAt,
  type Epoch,
} from '../../src/state/trainingEpochs.ts';
import { observationsOf } from '../../src/state/trainingObservation.ts';
import { parseTraining, type TrainingPart } from '../../src/state/trainingTrace.ts';
import dalle from '../../models/dalle/training.json' with { type: 'json' };
import gpt2 from '../../models/gpt2/training.json' with { type: 'json' };
import diffusion from '../../models/stable-diffusion/training.json' with { type: 'json' };

function part(numbers: Partial<TrainingPart>): TrainingPart {
  return { name: 'a', steps: [], loss: [], heldoutLoss: [], accuracy: [], psnr: [], ...numbers };
}

/** Epochs by their held-out losses, and what else is said of them. */
function epochs(losses: readonly number[], more: readonly Partial<Epoch>[] = []): Epoch[] {
  return losses.map((heldoutLoss, k) => ({
    number: k + 1,
    step: 10 * k,
    loss: null,
    heldoutLoss,
    accuracy: null,
    psnr: null,
    ...more[k],
  }));
}

const kinds = (told: readonly Epoch[]) => observationsOf(told).map(({ kind }) => kind);

describe('a training told in epochs', () => {
  it('is 20 of its measurements, evenly chosen, with the first and the last', () => {
    const steps = Array.from({ length: 77 }, (_, k) => k * 3);
    const told = epochsOf(part({ steps, loss: steps.map(() => 1) }));
    expect(told.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, k) => k + 1));
    expect([told[0]?.step, told[19]?.step]).toEqual([0, 228]);
    const gaps = told.slice(1).map(({ step }, k) => step - (told[k]?.step ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(3);
  });

  it('is as many as were measured where they are fewer, none of them invented', () => {
    const told = epochsOf(part({ steps: [0, 5, 9], loss: [0, 3, 2], heldoutLoss: [4, 0, 2.5] }));
    expect(told.map(({ loss, heldoutLoss }) => [loss, heldoutLoss])).toEqual([
      [null, 4],
      [3, null],
      [2, 2.5],
    ]);
  });

  it('takes two measurements at one step for one, the later where both speak', () => {
    const told = epochsOf(part({ steps: [5, 5, 9], loss: [6, 0, 2], heldoutLoss: [4, 5, 1] }));
    expect(told.map(({ step, loss, heldoutLoss }) => [step, loss, heldoutLoss])).toEqual([
      [5, 6, 5],
      [9, 2, 1],
    ]);
  });

  it('shows 1, 5, 10 and the last first', () => {
    const shown = (count: number) =>
      firstShown(epochs(Array.from({ length: count }, () => 1))).map(({ number }) => number);
    expect([shown(20), shown(18), shown(3)]).toEqual([
      [1, 5, 10, 20],
      [1, 5, 10, 18],
      [1, 3],
    ]);
  });

  it('shows at each epoch what had been made by then', () => {
    const samples = [0, 25, 50].map((step) => ({ step, prompt: 'a', file: 'b' }));
    const at = (step: number) => samplesAt(samples, { ...(epochs([1])[0] as Epoch), step });
    expect([at(0), at(49), at(50), at(900)]).toEqual([0, 25, 50, 50]);
    expect(samplesAt([], epochs([1])[0] as Epoch)).toBeNull();
  });

  it('is judged on unseen examples where there are any', () => {
    const mixed = epochs([3, 2], [{ loss: 1 }, { loss: 1, heldoutLoss: null }]);
    expect(judgedLosses(mixed)).toEqual([3, null]);
    expect(judgedLosses(mixed.map((epoch) => ({ ...epoch, heldoutLoss: null })))).toEqual([1, 1]);
  });
});

describe('what is observed', () => {
  it('is the beginning, the fastest fall, falls, a standstill and the end', () => {
    expect(kinds(epochs([8, 6, 3, 2.5, 2.49, 2]))).toEqual([
      'start',
      'fall',
      'fastest',
      'fall',
      'plateau',
      'end',
    ]);
    expect(observationsOf(epochs([8, 6, 3, 2]))[2]).toEqual({ kind: 'fastest', fall: 0.5 });
  });

  it('is a restart where the loss jumps, a rise where it slips, and the making good', () => {
    expect(kinds(epochs([8, 6.5, 5.5, 20, 5.8, 5.9, 5.2, 5.1]))).toEqual([
      'start',
      'fastest',
      'fall',
      'restart',
      'fall',
      'rise',
      'recovered',
      'end',
    ]);
  });

  it('is a mark where the share of right answers first passes it, the highest of several', () => {
    const rights = [0.1, 0.2, 0.55, 0.8, 0.6, 0.76, 0.9];
    const told = epochs(
      [8, 4, 3.5, 3, 2.9, 2.8, 2.7],
      rights.map((accuracy) => ({ accuracy })),
    );
    const marks = observationsOf(told).map((each) => (each.kind === 'mark' ? each.mark : null));
    expect(marks).toEqual([null, null, 0.5, 0.75, null, null, null]);
  });

  it('is a parting where unseen examples become harder than practised ones', () => {
    const told = epochs(
      [8, 4, 3.8, 3.7, 3.6],
      [8, 4, 3.7, 3, 2.9].map((loss) => ({ loss })),
    );
    expect(kinds(told)[3]).toBe('parting');
    const [, , , parted] = observationsOf(told);
    expect(parted?.kind === 'parting' ? parted.gap : NaN).toBeCloseTo(3.7 / 3 - 1);
  });

  it('tells at the end what is left of the first loss, and whether it was still falling', () => {
    expect(observationsOf(epochs([8, 4, 2])).at(-1)).toEqual({
      kind: 'end',
      left: 0.25,
      isStillFalling: true,
    });
    expect(observationsOf(epochs([8, 4, 3.99])).at(-1)).toMatchObject({ isStillFalling: false });
  });

  it('is silent where nothing was measured', () => {
    const told = epochs([8, 4, 2, 1], [{}, { heldoutLoss: null }]);
    expect(kinds(told)[1]).toBe('silent');
  });
});

it('the trainings of the shipped packs are told in 2 to 20 epochs with an observation each', () => {
  for (const json of [gpt2, dalle, diffusion]) {
    const trace = parseTraining(json);
    expect(trace?.parts.length).toBeGreaterThan(0);
    for (const each of trace?.parts ?? []) {
      const told = epochsOf(each);
      expect(told.length).toBeGreaterThan(1);
      expect(told.length).toBeLessThanOrEqual(20);
      const observed = observationsOf(told);
      expect(observed).toHaveLength(told.length);
      expect(observed.at(-1)?.kind).toBe('end');
    }
  }
});
