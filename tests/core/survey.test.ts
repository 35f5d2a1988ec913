import { describe, expect, it } from 'vitest';
import { demoted, keptSchema, noChoice, threadsFor, wishFor } from '../../src/core/devices.ts';
import { threadsToTry, verdictOf, type Outcome, type Survey } from '../../src/core/survey.ts';

/** Ten calls of 'a' and one of 'b', each with its milliseconds or what was wrong. */
function survey(
  device: 'wasm' | 'webgpu',
  threads: number,
  a: number | string,
  b: number | string,
): Survey {
  const outcome = (what: number | string): Outcome =>
    typeof what === 'number' ? { kind: 'right', tookMs: what } : ({ kind: what } as Outcome);
  const graph = (path: string, calls: number, what: number | string) =>
    ({ family: 'dalle', stage: path, path, sha256: path, calls, outcome: outcome(what) }) as const;
  return { device: { provider: device, threads }, tried: [graph('a', 10, a), graph('b', 1, b)] };
}

function placements(surveys: Survey[], usual = 4) {
  return verdictOf('dalle', surveys, usual)?.graphs.map(({ placement }) => [
    placement.provider,
    placement.why,
  ]);
}

describe('the threads of the processor', () => {
  it('stay the usual ones unless others save a tenth of a run', () => {
    const verdict = (fours: number, twos: number) =>
      verdictOf('dalle', [survey('wasm', 2, twos, 5), survey('wasm', 4, fours, 5)], 4)?.threads;
    expect([verdict(10, 9.5), verdict(10, 8), verdict(10, 20)]).toEqual([4, 2, 4]);
  });

  it('are told with what a run takes', () => {
    const surveys = [survey('wasm', 4, 10, 5), survey('wasm', 1, 30, 9)];
    expect(verdictOf('dalle', surveys, 4)?.byThreads).toEqual([
      { threads: 1, runMs: 309 },
      { threads: 4, runMs: 105 },
    ]);
  });

  it('worth trying are one, half, all and the usual, eight at most', () => {
    expect(threadsToTry(2, 2, true)).toEqual([1, 2]);
    expect(threadsToTry(32, 4, true)).toEqual([1, 4, 8]);
    expect(threadsToTry(32, 1, false)).toEqual([1]);
  });
});

describe('a graph', () => {
  const processor = survey('wasm', 4, 10, 5);

  it('runs on the card where that is right and faster, and else stays', () => {
    expect(placements([processor, survey('webgpu', 1, 2, 30)])).toEqual([
      ['webgpu', 'faster'],
      ['wasm', 'faster'],
    ]);
    expect(placements([processor, survey('webgpu', 1, 2, 'wrong')])).toEqual([
      ['webgpu', 'faster'],
      ['wasm', 'wrong'],
    ]);
    expect(placements([processor])).toEqual([
      ['wasm', 'only'],
      ['wasm', 'only'],
    ]);
  });

  it('stays where the card saves too little over a whole run', () => {
    expect(placements([processor, survey('webgpu', 1, 11, 1)])).toEqual([
      ['wasm', 'faster'],
      ['wasm', 'little'],
    ]);
  });

  it('is not placed at all where the processor itself was not right', () => {
    expect(
      verdictOf('dalle', [survey('wasm', 4, 'wrong', 5), survey('webgpu', 1, 2, 2)], 4),
    ).toBeNull();
    expect(verdictOf('gpt2', [processor], 4)).toBeNull();
  });
});

describe('what is kept', () => {
  const verdict = verdictOf('dalle', [survey('wasm', 2, 10, 5), survey('webgpu', 1, 2, 30)], 2);
  if (verdict === null) throw new Error('a verdict was expected');
  const kept = { choice: noChoice, measured: { adapter: 'card', cores: 8, version: '1', verdict } };

  it('is read again as it was', () => {
    expect(keptSchema(JSON.parse(JSON.stringify(kept)), 'it')).toEqual(kept);
    expect(() => keptSchema({ choice: { provider: 'tpu' } }, 'it')).toThrow();
  });

  it('says the threads, for the cores they were measured on', () => {
    expect(threadsFor(kept, 8, true)).toBe(2);
    expect(threadsFor(kept, 16, true)).toBe(4);
    expect(threadsFor({ choice: { provider: null, threads: 6 } }, 4, true)).toBe(4);
    expect(threadsFor(kept, 8, false)).toBe(1);
  });

  it('forgets the card for one graph when that was demoted', () => {
    const after = demoted(kept, 'a', { provider: 'wasm', why: 'flat' });
    expect(wishFor(after, 'a')).toEqual({ provider: 'wasm', why: 'flat' });
    expect(wishFor(after, 'b')).toEqual(wishFor(kept, 'b'));
  });
});
