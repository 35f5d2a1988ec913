import { Failure, toFailure } from '../core/failure.ts';
import { missOfKnown, numbersOf, type KnownFeed, type KnownGraph } from '../core/known.ts';
import { median } from '../core/median.ts';
import { messageTurn } from '../core/messageTurn.ts';
import type { Family } from '../core/run.ts';
import type { Outcome, SurveyEvent, SurveyRequest } from '../core/survey.ts';
import { faultOf } from '../core/trial.ts';
import { readKnown } from '../packs/knownAnswers.ts';
import { packNames, readManifest } from '../packs/manifest.ts';
import { Pack, type PackFiles } from '../packs/pack.ts';
import { httpFolder, type PackSource } from '../packs/source.ts';
import { browserStore, type FileStore } from '../packs/store.ts';
import { stopIfAborted } from './engine.ts';
import { answersOf } from './placedRuntime.ts';
import { wasmRuntime, type Graph, type Runtime, type Tensors } from './runtime.ts';
import { Tensor } from './tensors.ts';
import { findGraphics, type Graphics } from './webgpuRuntime.ts';

/** Largest difference to the known answer, as a share of the largest number of the output. */
const tolerance = 5e-3;
/** Runs before the clock is looked at: kernels are compiled by the first ones. */
const warmRuns = 2;
const mostRuns = 15;
/** So long a graph is measured, in milliseconds, once it was run twice. */
const longEnoughMs = 400;

/** What a survey runs on; tests give fakes. */
export interface SurveyHardware extends Clock {
  processor(threads: number): Runtime;
  graphics(): Promise<Graphics | null>;
}

/** Milliseconds. */
interface Clock {
  now(): number;
}

const hardwareHere: SurveyHardware = {
  processor: wasmRuntime,
  graphics: findGraphics,
  now: () => performance.now(),
};

/** Measures the shipped graphs on one device in the worker it runs in. */
export function createSurvey(
  models: URL,
  source: PackSource = httpFolder(models),
  store: FileStore = browserStore(new URL('../', models)),
  hardware: SurveyHardware = hardwareHere,
) {
  const run = (request: SurveyRequest, signal: AbortSignal) =>
    withFailures(survey(request, { source, store }, hardware, signal));
  return {
    run,
    load: (signal: AbortSignal) =>
      run({ device: { provider: 'wasm', threads: 1 }, families: [] }, signal),
  };
}

/**
 * Feeds every graph of which the answer is known, compares, and measures it. A graph that fails or
 * answers wrongly is an outcome; a line that breaks, an abort and too little memory are Failures, and
 * say nothing about the device.
 */
async function* survey(
  { device, families }: SurveyRequest,
  supply: { source: PackSource; store: FileStore },
  hardware: SurveyHardware,
  signal: AbortSignal,
): AsyncGenerator<SurveyEvent, void, void> {
  const card = device.provider === 'webgpu' ? await hardware.graphics() : null;
  if (device.provider === 'webgpu' && card === null) throw new Failure('unsupported', 'WebGPU');
  yield { type: 'device', adapter: card?.name ?? null };
  const known = await readKnown(supply.source, signal);
  const manifest = await readManifest(supply.source, signal);
  const runtime = card === null ? hardware.processor(device.threads) : await card.open(signal);
  for (const family of families) {
    const pack = packNames[family];
    const listed = manifest.get(pack)?.files ?? [];
    const files = yield* fetched(family, new Pack(supply, pack), signal);
    for (const graph of known) {
      const isShipped = listed.some(
        ({ path, sha256 }) => path === graph.path && sha256 === graph.sha256,
      );
      if (graph.pack !== pack || !isShipped) continue;
      const outcome = await tryGraph(runtime, graph, files, hardware, signal);
      const { stage, path, sha256, calls } = graph;
      yield { type: 'tried', family, stage, path, sha256, calls, outcome };
    }
  }
}

async function* fetched(
  family: Family,
  pack: Pack,
  signal: AbortSignal,
): AsyncGenerator<SurveyEvent, PackFiles, void> {
  const arrival = pack.fetch(signal);
  for (;;) {
    const { done, value } = await arrival.next();
    if (done === true) return value;
    const { loadedBytes, totalBytes } = value;
    yield { type: 'loading', family, loadedBytes, totalBytes };
  }
}

async function tryGraph(
  runtime: Runtime,
  known: KnownGraph,
  files: PackFiles,
  clock: Clock,
  signal: AbortSignal,
): Promise<Outcome> {
  let graph: Graph | null = null;
  try {
    graph = await runtime.open(files.take(known.path), known.path);
    const fault = await faultIn(graph, known);
    if (fault !== null) return { kind: fault };
    return { kind: 'right', tookMs: await medianMs(graph, known, clock, signal) };
  } catch (thrown) {
    stopIfAborted(signal);
    if (toFailure(thrown).kind === 'outOfMemory') throw thrown;
    return { kind: 'broken' };
  } finally {
    await graph?.release?.().catch(() => undefined);
  }
}

async function faultIn(
  graph: Graph,
  { feeds, answers }: KnownGraph,
): Promise<'wrong' | 'notFinite' | 'flat' | null> {
  const answer = answersOf(await graph.run(feedsOf(feeds), Object.keys(answers)));
  const fault = faultOf(answer);
  if (fault !== null) return fault;
  return missOfKnown(answers, answer) <= tolerance ? null : 'wrong';
}

async function medianMs(
  graph: Graph,
  { feeds, answers }: KnownGraph,
  clock: Clock,
  signal: AbortSignal,
): Promise<number> {
  const outputs = wantedOf(graph, Object.keys(answers));
  const made = feedsOf(feeds);
  const times: number[] = [];
  const begun = clock.now();
  for (let k = 0; k < mostRuns && (k <= warmRuns || clock.now() - begun < longEnoughMs); k++) {
    const start = clock.now();
    await graph.run(made, outputs);
    if (k >= warmRuns) times.push(clock.now() - start);
    await messageTurn();
    stopIfAborted(signal);
  }
  return median(times) ?? 0;
}

/** What a run asks for: a decoder's cache is given back each time, and costs a card its way. */
function wantedOf(graph: Graph, answers: readonly string[]): readonly string[] {
  const isCache = (name: string): boolean =>
    name.startsWith('present.') && !name.includes('.encoder.');
  return [...answers, ...graph.outputs.filter(isCache)];
}

function feedsOf(feeds: KnownGraph['feeds']): Tensors {
  return Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensorOf(feed)]));
}

function tensorOf(feed: KnownFeed): Tensor {
  const { type, dims } = feed;
  const values = numbersOf(feed);
  switch (type) {
    case 'float32':
      return new Tensor(type, Float32Array.from(values), dims);
    case 'int32':
      return new Tensor(type, Int32Array.from(values), dims);
    case 'int64':
      return new Tensor(type, BigInt64Array.from(values, BigInt), dims);
    case 'bool':
      return new Tensor(type, Uint8Array.from(values), dims);
  }
}

/** Whatever is thrown inside comes out as a Failure. */
async function* withFailures(
  events: AsyncGenerator<SurveyEvent, void, void>,
): AsyncGenerator<SurveyEvent, void, void> {
  try {
    yield* events;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}
