import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelClient, RunOutcome } from '../../src/bridge/contract.ts';
import type { RunEvent, WriteRequest } from '../../src/core/run.ts';
import { HealthBook } from '../../src/kiosk/health.svelte.ts';
import { IdleClock } from '../../src/kiosk/idleClock.svelte.ts';
import { kioskPrefix } from '../../src/kiosk/keep.ts';
import { KioskSettings, defaults } from '../../src/kiosk/kioskSettings.svelte.ts';
import { isPageKey } from '../../src/kiosk/lockdown.ts';
import { isPin, keptPin, opens, Patience } from '../../src/kiosk/pin.ts';
import { Reloads } from '../../src/kiosk/reloads.ts';
import { vigilant } from '../../src/kiosk/vigilant.ts';
import { wipe } from '../../src/kiosk/wipe.ts';
import { damaged } from '../fakes/damage.ts';
import { fakeModel } from '../fakes/model.ts';
import { fakeStorage } from '../fakes/storage.ts';

const times = { quietMs: 60_000, warningMs: 30_000 };
const never = new AbortController().signal;
const request: WriteRequest = {
  family: 'gpt2',
  prompt: 'a cat',
  seed: 7,
  temperature: 1,
  topK: 0,
  topP: 1,
  maxNewTokens: 8,
};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the idle clock', () => {
  it('warns for the whole of its time before it lets a visitor go', () => {
    const onLeft = vi.fn();
    const clock = new IdleClock(times, onLeft);
    clock.touch();
    vi.advanceTimersByTime(59_500);
    expect(clock.idle.kind).toBe('here');
    vi.advanceTimersByTime(1000);
    expect(clock.idle).toEqual({ kind: 'warning', secondsLeft: 30 });
    vi.advanceTimersByTime(29_000);
    expect(onLeft).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(onLeft).toHaveBeenCalledTimes(1);
    expect(clock.idle.kind).toBe('away');
  });

  it('can be extended as often as a visitor likes', () => {
    const onLeft = vi.fn();
    const clock = new IdleClock(times, onLeft);
    for (let times = 0; times < 20; times++) {
      clock.touch();
      vi.advanceTimersByTime(89_000);
    }
    expect(onLeft).not.toHaveBeenCalled();
    clock.rest();
  });

  it('waits while a picture is in the making, and begins anew when it is done', () => {
    const onLeft = vi.fn();
    const clock = new IdleClock(times, onLeft);
    clock.touch();
    clock.hold(true);
    vi.advanceTimersByTime(600_000);
    expect(clock.idle.kind).toBe('here');
    clock.hold(false);
    vi.advanceTimersByTime(59_000);
    expect(clock.idle.kind).toBe('here');
    vi.advanceTimersByTime(32_000);
    expect(onLeft).toHaveBeenCalledTimes(1);
  });

  it('does not count the time that the page slept', () => {
    let now = 0;
    const onLeft = vi.fn();
    const clock = new IdleClock(times, onLeft, () => now);
    clock.touch();
    now = 3_600_000;
    vi.advanceTimersByTime(250);
    expect(clock.idle.kind).toBe('here');
    expect(onLeft).not.toHaveBeenCalled();
    clock.rest();
  });

  it('does not mind a changed time of day', () => {
    const clock = new IdleClock(times, () => undefined);
    clock.touch();
    vi.setSystemTime(Date.now() + 86_400_000);
    vi.advanceTimersByTime(1000);
    expect(clock.idle.kind).toBe('here');
    clock.rest();
  });
});

describe('the watchdog', () => {
  it('ends a worker that says nothing for too long, as a failure that the next run survives', async () => {
    const onEnded = vi.fn();
    const model = fakeModel<WriteRequest>('gpt2', { paceMs: 1, stuckAt: 'running' });
    const dispose = vi.spyOn(model, 'dispose');
    const guarded = vigilant(model, 'gpt2', { patienceMs: 5000, onEnded });
    const outcome = guarded.run(request, () => undefined, never);
    await vi.advanceTimersByTimeAsync(8000);
    expect(await outcome).toMatchObject({ status: 'failed', failure: { kind: 'workerDied' } });
    expect(onEnded).toHaveBeenCalledExactlyOnceWith('gpt2');
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('does not take a run for stopped that waited behind one that hangs: its worker died, too', async () => {
    const settle: (() => void)[] = [];
    const hangs = (): Promise<RunOutcome> =>
      new Promise((resolve) => {
        settle.push(() => {
          resolve({ status: 'stopped' });
        });
      });
    const shared: ModelClient<WriteRequest> = {
      load: hangs,
      run: hangs,
      dispose: () => {
        for (const one of settle) one();
      },
    };
    const guarded = vigilant(shared, 'gpt2', { patienceMs: 90_000, onEnded: () => undefined });
    const left = new AbortController();
    const first = guarded.run(request, () => undefined, left.signal);
    left.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    const second = guarded.run(request, () => undefined, never);
    const loading = guarded.load(() => undefined, never);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await first).toEqual({ status: 'stopped' });
    for (const outcome of [await second, await loading]) {
      expect(outcome).toMatchObject({ status: 'failed', failure: { kind: 'workerDied' } });
    }
  });

  it('leaves a stop that was asked for a stop', async () => {
    const model = fakeModel<WriteRequest>('gpt2', { paceMs: 1, stuckAt: 'running' });
    const guarded = vigilant(model, 'gpt2', { patienceMs: 90_000, onEnded: () => undefined });
    const controller = new AbortController();
    const outcome = guarded.run(request, () => undefined, controller.signal);
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort();
    await vi.advanceTimersByTimeAsync(10);
    expect(await outcome).toEqual({ status: 'stopped' });
  });

  it('leaves a slow worker alone that still says something', async () => {
    const onEnded = vi.fn();
    const slow = fakeModel<WriteRequest>('gpt2', { paceMs: 3000 });
    const guarded = vigilant(slow, 'gpt2', { patienceMs: 5000, onEnded });
    const outcome = guarded.run(request, () => undefined, never);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await outcome).toEqual({ status: 'done' });
    expect(onEnded).not.toHaveBeenCalled();
  });

  it('lets a run that lost its graphics card end well, and gives the next one a new worker', async () => {
    const onEnded = vi.fn();
    const model = fakeModel<WriteRequest>('gpt2', { paceMs: 1 });
    const dispose = vi.spyOn(model, 'dispose');
    const isLosing: ModelClient<WriteRequest> = {
      ...model,
      run: (request, onEvent, signal) =>
        model.run(
          request,
          (event) => {
            const placement = { provider: 'wasm', why: 'lost' } as const;
            onEvent(event.type === 'stage' ? { ...event, placement } : event);
          },
          signal,
        ),
    };
    const guarded = vigilant(isLosing, 'gpt2', { patienceMs: 5000, onEnded });
    const heard: string[] = [];
    const hear = ({ type }: RunEvent) => {
      heard.push(type);
      expect(dispose).not.toHaveBeenCalled();
    };
    const outcome = guarded.run(request, hear, never);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ status: 'done' });
    expect(heard.at(-1)).toBe('done');
    expect(onEnded).toHaveBeenCalledExactlyOnceWith('gpt2');
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe('starting the page anew', () => {
  it('happens three times an hour at most, and again after that', () => {
    let now = 1e12;
    const reloads = new Reloads(fakeStorage(), () => now);
    expect([1, 2, 3, 4].map(() => reloads.allow())).toEqual([true, true, true, false]);
    now += 3_600_001;
    expect(reloads.allow()).toBe(true);
  });

  it('is not barred for ever by a clock that was set back', () => {
    let now = 1e12;
    const reloads = new Reloads(fakeStorage(), () => now);
    for (let k = 0; k < 3; k++) reloads.allow();
    now -= 86_400_000;
    expect(reloads.allow()).toBe(true);
  });

  it('does not happen where it cannot be counted', () => {
    expect(new Reloads(fakeStorage(true)).allow()).toBe(false);
    expect(new Reloads(null).allow()).toBe(false);
  });
});

describe('what is kept on this machine', () => {
  it('survives the wiping of a visitor with what a class and other pages keep, and nothing else does', () => {
    const [localStorage, sessionStorage] = [fakeStorage(), fakeStorage()];
    new KioskSettings(localStorage).save({ ...defaults, steps: 9 }, null);
    new HealthBook(localStorage).began();
    localStorage.setItem('windowsill.progress', '{"a":"a purple bus"}');
    localStorage.setItem('windowsill.language', 'es');
    sessionStorage.setItem('windowsill:reopened', '1');
    const others = ['windowsill.classLog', 'windowsill.classResults', 'notes', 'windowsills'];
    for (const name of others) localStorage.setItem(name, 'of somebody else');
    sessionStorage.setItem('notes', 'of somebody else');
    const replaceState = vi.fn();
    wipe({
      localStorage,
      sessionStorage,
      location: { origin: 'http://localhost', pathname: '/a/' } as Location,
      history: { replaceState } as unknown as History,
    });
    const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
    const own = ['settings', 'health'].map((name) => kioskPrefix + name);
    expect(names.sort()).toEqual([...own, ...others].sort());
    expect([sessionStorage.length, sessionStorage.key(0)]).toEqual([1, 'notes']);
    expect(replaceState).toHaveBeenCalledWith({ kiosk: true }, '', 'http://localhost/a/?kiosk');
    expect(new KioskSettings(localStorage).choices.steps).toBe(9);
    expect(new HealthBook(localStorage).days.runs).toBe(1);
  });

  it('is passed over where it is damaged, in whatever way', () => {
    const keep = fakeStorage();
    new KioskSettings(keep).save(defaults, null);
    const book = new HealthBook(keep);
    book.failed('gpt2', 'outOfMemory');
    book.finished(1234);
    const encoder = new TextEncoder();
    for (const name of ['settings', 'health']) {
      const whole = encoder.encode(keep.getItem(kioskPrefix + name) ?? '');
      for (let seed = 0; seed < 300; seed++) {
        keep.setItem(kioskPrefix + name, new TextDecoder().decode(damaged(whole, seed)));
        expect(new KioskSettings(keep).choices.warningSeconds).toBeGreaterThanOrEqual(20);
        expect(new HealthBook(keep).days.runs).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('lasts until the page is left where storage is refused', () => {
    const settings = new KioskSettings(null);
    expect(settings.isNew).toBe(false);
    expect(settings.save({ ...defaults, steps: 4 }, null)).toBe(false);
    expect(settings.choices.steps).toBe(4);
    const health = new HealthBook(fakeStorage(true));
    health.began();
    expect(health.days.runs).toBe(1);
  });
});

describe('the PIN', () => {
  beforeEach(() => {
    vi.useRealTimers();
  });

  it('opens for its own digits only, and is not kept as digits', async () => {
    const pin = await keptPin('2468');
    expect(JSON.stringify(pin)).not.toContain('2468');
    expect(await opens(pin, '2468')).toBe(true);
    expect(await opens(pin, '2469')).toBe(false);
  });

  it('is four to eight digits', () => {
    expect(['1234', '12345678'].every(isPin)).toBe(true);
    expect(['', '123', '123456789', '12a4', '١٢٣٤'].some(isPin)).toBe(false);
  });

  it('makes guessing slow', () => {
    let now = 0;
    const patience = new Patience(() => now);
    for (let k = 0; k < 4; k++) patience.failed();
    expect(patience.waitMs).toBe(0);
    patience.failed();
    expect(patience.waitMs).toBe(30_000);
    now += 30_000;
    patience.failed();
    expect(patience.waitMs).toBe(60_000);
    patience.passed();
    expect(patience.waitMs).toBe(0);
  });
});

describe('the keys', () => {
  const plainKey = { ctrlKey: false, metaKey: false, altKey: false };

  it('that work the page get through', () => {
    for (const key of ['Tab', 'Enter', ' ', 'ArrowLeft', '7', 'Escape']) {
      expect(isPageKey({ key, ...plainKey }), key).toBe(true);
    }
  });

  it('that lead out of it do not', () => {
    for (const key of [
      'F1',
      'F5',
      'F11',
      'F12',
      'a',
      'BrowserBack',
      'ContextMenu',
      'PrintScreen',
    ]) {
      expect(isPageKey({ key, ...plainKey }), key).toBe(false);
    }
    expect(isPageKey({ key: 'Tab', ...plainKey, ctrlKey: true })).toBe(false);
    expect(isPageKey({ key: '0', ...plainKey, metaKey: true })).toBe(false);
    expect(isPageKey({ key: 'ArrowLeft', ...plainKey, altKey: true })).toBe(false);
  });
});
