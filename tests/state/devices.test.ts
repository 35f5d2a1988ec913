import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client, ModelClient, RunOutcome } from '../../src/bridge/contract.ts';
import type { KeptDevices } from '../../src/core/devices.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Placement } from '../../src/core/placement.ts';
import { families, type Family, type RunEvent } from '../../src/core/run.ts';
import type { SurveyEvent, SurveyRequest } from '../../src/core/survey.ts';
import { Devices, type Machine } from '../../src/state/devices.svelte.ts';
import type { Clients } from '../../src/state/run.svelte.ts';

const gaming: Machine = {
  cores: 8,
  isIsolated: true,
  hasCard: true,
  hasHalf: true,
  isAmple: true,
  packs: {},
};
const plain: Machine = { ...gaming, cores: 2, hasCard: false, hasHalf: false };
const digest = 'a'.repeat(64);
const never = new AbortController().signal;

/** Milliseconds of the one graph of each model, by device. */
const tookMs: Record<string, number> = { wasm1: 80, wasm4: 20, wasm8: 30, webgpu1: 2 };

function surveyor(outcome: RunOutcome | Promise<RunOutcome> = { status: 'done' }) {
  const asked: SurveyRequest[] = [];
  let ended = 0;
  const create = (): Client<SurveyRequest, SurveyEvent> => ({
    load: () => Promise.resolve({ status: 'done' }),
    async run({ device, families: models }, onEvent) {
      asked.push({ device, families: models });
      onEvent({ type: 'device', adapter: device.provider === 'webgpu' ? 'card' : null });
      for (const family of models) {
        const ms = tookMs[`${device.provider}${device.threads}`] ?? NaN;
        onEvent({
          ...{ type: 'tried', family, stage: 'decoder', path: 'a', sha256: digest, calls: 10 },
          outcome: { kind: 'right', tookMs: ms },
        });
      }
      return outcome;
    },
    dispose: () => ended++,
  });
  return { asked, create, ended: () => ended };
}

/** Three models that tell one placement, and how often each was opened anew. */
function house(
  machine: Machine,
  placement?: Placement,
  outcome?: RunOutcome | Promise<RunOutcome>,
) {
  const reopened: Family[] = [];
  const client = (family: Family): ModelClient => ({
    load: () => Promise.resolve({ status: 'done' }),
    run(_, onEvent) {
      if (placement !== undefined) {
        const event: RunEvent = {
          ...{ type: 'stage', family, stage: 'decoder', inputs: [], outputs: [], elapsedMs: 1 },
          placement,
        };
        onEvent(event);
      }
      return Promise.resolve({ status: 'done' });
    },
    dispose: () => reopened.push(family),
  });
  const clients = Object.fromEntries(
    families.map((family) => [family, client(family)]),
  ) as unknown as Clients;
  const kept = new Map<Family, KeptDevices>();
  const survey = surveyor(outcome);
  const devices = new Devices(clients, survey.create, () => Promise.resolve(machine), {
    read: (family) => Promise.resolve(kept.get(family) ?? null),
    write(family, one) {
      kept.set(family, one);
      return Promise.resolve();
    },
  });
  const run = async (family: Family): Promise<void> => {
    devices.yieldTo(true);
    const heard: ModelClient = devices.overhear(clients)[family];
    await heard.run({ family } as never, () => undefined, never);
    devices.yieldTo(false);
  };
  return { devices, kept, reopened, survey, run };
}

describe('devices', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are measured once a model has run and the page rests, and the best is kept', async () => {
    const { run, survey, kept, reopened } = house(gaming);
    await run('gpt2');
    expect(survey.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(survey.asked.map(({ device }) => `${device.provider}${device.threads}`)).toEqual([
      'wasm1',
      'wasm4',
      'wasm8',
      'webgpu1',
    ]);
    expect(kept.get('gpt2')?.measured).toMatchObject({
      adapter: 'card',
      verdict: { threads: 4, graphs: [{ placement: { provider: 'webgpu', why: 'faster' } }] },
    });
    expect([...kept.keys()]).toEqual(['gpt2']);
    expect(reopened).toEqual(['gpt2']);
    await run('gpt2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(survey.asked).toHaveLength(4);
  });

  it('are left alone on two cores without a card, and where memory or the line is small', async () => {
    for (const machine of [plain, { ...gaming, isAmple: false }]) {
      const { run, survey } = house(machine);
      await run('gpt2');
      await vi.advanceTimersByTimeAsync(5000);
      expect(survey.asked).toEqual([]);
    }
  });

  it('are measured on two cores, too, when somebody asks', async () => {
    const { devices, survey, kept } = house(plain);
    tookMs['wasm2'] = 40;
    await devices.measure();
    expect(survey.asked.map(({ device }) => device.threads)).toEqual([1, 2]);
    expect([...kept.keys()]).toEqual([...families]);
    expect(kept.get('dalle')?.measured?.verdict.threads).toBe(2);
  });

  it('a run ends the measurement at once; nothing of it is kept, and it is made again later', async () => {
    const { devices, run, survey, kept } = house(gaming, undefined, new Promise(() => undefined));
    await run('gpt2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(devices.status.kind).toBe('measuring');
    devices.yieldTo(true);
    expect(survey.ended()).toBeGreaterThan(0);
    expect(kept.size).toBe(0);
  });

  it('a line that breaks is told and keeps nothing against the device', async () => {
    const failure = new Failure('packMissing');
    const { devices, kept } = house(gaming, undefined, { status: 'failed', failure });
    await devices.measure();
    expect(devices.status).toEqual({ kind: 'failed', failure });
    expect(kept.size).toBe(0);
  });

  it('a card that gives a flat picture is given up for later visits, too; one that was lost is not', async () => {
    for (const [why, after] of [
      ['flat', 'wasm'],
      ['lost', 'webgpu'],
    ] as const) {
      const { devices, run, kept, reopened } = house(gaming, { provider: 'wasm', why });
      await devices.measure(['gpt2']);
      await run('gpt2');
      expect(devices.demoted).toEqual({ family: 'gpt2', why });
      expect(kept.get('gpt2')?.measured?.verdict.graphs[0]?.placement.provider).toBe(after);
      expect(reopened).toEqual(['gpt2', 'gpt2']);
    }
  });

  it('what somebody chooses is kept, and holds from the next run on', async () => {
    const { devices, kept, reopened } = house(plain);
    await devices.choose('dalle', { provider: 'wasm', threads: 1 });
    expect(kept.get('dalle')?.choice).toEqual({ provider: 'wasm', threads: 1 });
    devices.yieldTo(true);
    await devices.choose('dalle', { provider: null, threads: null });
    expect(reopened).toEqual(['dalle']);
    devices.yieldTo(false);
    expect(reopened).toEqual(['dalle', 'dalle']);
  });
});
