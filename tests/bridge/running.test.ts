import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellRunning, watchRunning } from '../../src/bridge/running.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function listen(): { heard: boolean[]; end: () => void } {
  const heard: boolean[] = [];
  const end = watchRunning((isRunning) => heard.push(isRunning), 2000);
  return { heard, end };
}

test('work is told at once, its end after a quiet while', () => {
  const { heard, end } = listen();
  expect(heard).toEqual([false]);
  const endWork = tellRunning();
  expect(heard).toEqual([false, true]);
  endWork();
  vi.advanceTimersByTime(1999);
  expect(heard).toEqual([false, true]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual([false, true, false]);
  end();
});

test('one call after another, or beside another, is one piece of work', () => {
  const { heard, end } = listen();
  tellRunning()();
  vi.advanceTimersByTime(1000);
  const first = tellRunning();
  const second = tellRunning();
  first();
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual([false, true]);
  second();
  vi.advanceTimersByTime(2000);
  expect(heard).toEqual([false, true, false]);
  end();
});

test('who comes while a worker is at work hears so first, and who left hears nothing', () => {
  const endWork = tellRunning();
  const late = listen();
  expect(late.heard).toEqual([true]);
  endWork();
  late.end();
  vi.advanceTimersByTime(5000);
  tellRunning()();
  expect(late.heard).toEqual([true]);
});
