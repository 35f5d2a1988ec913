import { createModelClient } from '../../src/bridge/client.ts';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { Family, RunEvent, RunRequest } from '../../src/core/run.ts';

/** What one warm run took. */
export interface Measured {
  family: Family;
  threads: number;
  /** From the press to the first event that shows something, milliseconds. */
  firstMs: number;
  /** From the press to the last event. */
  runMs: number;
  /** Tokens, codes or steps made. */
  made: number;
  /** Milliseconds inside each graph, call by call. */
  stages: Record<string, number[]>;
}

const shows = new Set<RunEvent['type']>(['token', 'code', 'step']);
const never = new AbortController().signal;

/** One run of a client, timed. */
export async function timedRun(client: ModelClient, request: RunRequest): Promise<Measured> {
  const start = performance.now();
  const measured: Measured = {
    family: request.family,
    threads: 0,
    firstMs: 0,
    runMs: 0,
    made: 0,
    stages: {},
  };
  const outcome = await client.run(
    request,
    (event) => {
      note(measured, event, performance.now() - start);
    },
    never,
  );
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return measured;
}

function note(measured: Measured, event: RunEvent, sinceStartMs: number): void {
  measured.runMs = sinceStartMs;
  if (event.type === 'started') measured.threads = event.device.threads;
  if (event.type === 'stage') (measured.stages[event.stage] ??= []).push(event.elapsedMs);
  if (!shows.has(event.type)) return;
  measured.made++;
  if (measured.firstMs === 0) measured.firstMs = sinceStartMs;
}

/** Loads each model, runs it once to warm up, then `runs` times. */
async function measureRuns(requests: readonly RunRequest[], runs: number): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const request of requests) {
    const client: ModelClient = createModelClient(request.family);
    await timedRun(client, request);
    for (let k = 0; k < runs; k++) all.push(await timedRun(client, request));
    client.dispose();
  }
  return all;
}

/** Bytes of page and workers; null where the browser does not tell. */
export async function bytesHere(): Promise<number | null> {
  const { measureUserAgentSpecificMemory } = performance as {
    measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
  };
  if (measureUserAgentSpecificMemory === undefined) return null;
  return (await measureUserAgentSpecificMemory.call(performance)).bytes;
}

interface Drift {
  /** Median milliseconds of one call of the graph, run by run. */
  callMs: number[];
  /** Bytes of page and workers, a tenth of the runs apart. */
  bytes: (number | null)[];
}

/** The same request over and over in one worker: what a call of `stage` takes, and the memory. */
async function measureDrift(request: RunRequest, stage: string, runs: number): Promise<Drift> {
  const client: ModelClient = createModelClient(request.family);
  for (let k = 0; k < 3; k++) await timedRun(client, request);
  const drift: Drift = { callMs: [], bytes: [] };
  for (let k = 0; k < runs; k++) {
    if (k % Math.ceil(runs / 10) === 0) drift.bytes.push(await bytesHere());
    const { stages } = await timedRun(client, request);
    drift.callMs.push(medianOf(stages[stage] ?? []));
  }
  drift.bytes.push(await bytesHere());
  client.dispose();
  return drift;
}

export function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

Object.assign(globalThis, { measureRuns, measureDrift });
