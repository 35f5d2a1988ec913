import { createModelClient } from '../../src/bridge/client.ts';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { Family, RunEvent, RunRequest } from '../../src/core/run.ts';

/** One run as the page lives it. */
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

const prompt = 'A cat sitting on a sunny windowsill';
const requests: RunRequest[] = [
  { family: 'gpt2', prompt, seed: 7, temperature: 0.7, topK: 40, topP: 1, maxNewTokens: 100 },
  { family: 'dalle', prompt, seed: 7, temperature: 1, topK: 32, guidance: 2 },
  { family: 'diffusion', prompt, seed: 7, steps: 20, guidance: 3, sampler: 'ddim' },
];
const shows = new Set<RunEvent['type']>(['token', 'code', 'step']);
const never = new AbortController().signal;

/** Loads a model, runs once to warm up, then measures `runs` runs. */
async function measure(request: RunRequest, runs: number): Promise<Measured[]> {
  const client: ModelClient = createModelClient(request.family);
  await client.load(() => undefined, never);
  await run(client, request);
  const measured: Measured[] = [];
  for (let k = 0; k < runs; k++) measured.push(await run(client, request));
  client.dispose();
  return measured;
}

async function run(client: ModelClient, request: RunRequest): Promise<Measured> {
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

async function measureAll(): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const request of requests) all.push(...(await measure(request, 3)));
  return all;
}

declare global {
  interface Window {
    measured: Promise<Measured[]>;
  }
}
window.measured = measureAll();
