import { describe, expect, it } from 'vitest';
import { parseTraining } from '../../src/state/trainingTrace.ts';

const part = { name: 'gpt2', steps: [0, 10], loss: [8, 6], heldout_loss: [8.1, 6.5], lr: [1, 1] };

describe('a training trace', () => {
  it('is read with its parts and samples', () => {
    const samples = [{ step: 10, prompt: 'a cat', seed: 1, file: 'training/10-0.txt' }];
    const json = { pack: 'gpt2', machine: '2 cores', seconds: 60, parts: [part], samples };
    expect(parseTraining(json)).toEqual({
      machine: '2 cores',
      seconds: 60,
      parts: [
        {
          name: 'gpt2',
          steps: [0, 10],
          loss: [8, 6],
          heldoutLoss: [8.1, 6.5],
          accuracy: [],
          psnr: [],
        },
      ],
      samples: [{ step: 10, prompt: 'a cat', file: 'training/10-0.txt' }],
    });
  });

  it('keeps decibels apart from shares of right answers', () => {
    const json = (accuracy: number[]) => ({ parts: [{ ...part, accuracy }] });
    expect(parseTraining(json([0.2, 0.9]))?.parts[0]).toMatchObject({ accuracy: [0.2, 0.9] });
    expect(parseTraining(json([23.9, 27.8]))?.parts[0]).toMatchObject({
      accuracy: [],
      psnr: [23.9, 27.8],
    });
  });

  it('leaves out parts and samples that cannot be drawn', () => {
    const parts = [part, { name: 'short', steps: [0], loss: [1] }, { steps: [0, 1], loss: [1] }, 7];
    const samples = [{ step: 'x', file: 'a' }, { step: 1 }, null];
    expect(parseTraining({ parts, samples })).toMatchObject({
      parts: [{ name: 'gpt2' }],
      samples: [],
    });
  });

  it('is null where there is none', () => {
    for (const json of [null, [], {}, { parts: [] }]) expect(parseTraining(json)).toBeNull();
  });
});
