import type { Demotion, Placement } from './placement.ts';
import type { Device, Family } from './run.ts';
import { isWorthwhile } from './trial.ts';

/** What came of a graph on a device: its median time where it answered rightly. */
export type Outcome =
  | { kind: 'right'; tookMs: number }
  | { kind: Extract<Demotion, 'broken' | 'wrong' | 'notFinite' | 'flat'> };

/** To try every graph of some models on one device. */
export interface SurveyRequest {
  device: Device;
  families: readonly Family[];
}

/** One graph as a device was found to do it. */
export interface Tried {
  family: Family;
  stage: string;
  path: string;
  sha256: string;
  /** How often a usual run asks it. */
  calls: number;
  outcome: Outcome;
}

export type SurveyEvent =
  | { type: 'loading'; family: Family; loadedBytes: number; totalBytes: number }
  /** Comes first; `adapter` is null on the processor. */
  | { type: 'device'; adapter: string | null }
  | ({ type: 'tried' } & Tried);

/** All that one device was tried with. */
export interface Survey {
  device: Device;
  tried: readonly Tried[];
}

/** Where one graph is to run, and what each device took for it, in milliseconds. */
export interface GraphVerdict {
  stage: string;
  path: string;
  sha256: string;
  placement: Placement;
  /** With the threads that are kept; null where it was not right. */
  wasmMs: number | null;
  webgpuMs: number | null;
}

/** What was found of one model on one machine. */
export interface Verdict {
  /** Of the processor. */
  threads: number;
  /** What a run's graphs take on the processor by threads, in milliseconds. */
  byThreads: readonly { threads: number; runMs: number }[];
  graphs: readonly GraphVerdict[];
}

/**
 * What to make of the surveys of one model. The processor runs with its `usual` threads unless others
 * save a tenth of a run; a graph runs on the graphics card where that is right and faster by a tenth,
 * if the card saves a tenth of the run in all. Null where the processor itself was not right: then
 * the known answers are not those of this pack.
 */
export function verdictOf(
  family: Family,
  surveys: readonly Survey[],
  usual: number,
): Verdict | null {
  const own = surveys.map(({ device, tried }) => ({
    device,
    tried: tried.filter((one) => one.family === family),
  }));
  const processors = own.filter(({ device, tried }) => {
    return device.provider === 'wasm' && tried.length > 0 && tried.every(isRight);
  });
  const byThreads = processors
    .map(({ device, tried }) => ({ threads: device.threads, runMs: runMsOf(tried) }))
    .sort((a, b) => a.threads - b.threads);
  const threads = bestThreads(byThreads, usual);
  const processor = processors.find(({ device }) => device.threads === threads);
  if (threads === null || processor === undefined) return null;
  const card = own.find(({ device }) => device.provider === 'webgpu')?.tried ?? null;
  const graphs = processor.tried.map((tried) => graphVerdict(tried, card));
  return {
    threads,
    byThreads,
    graphs: savesEnough(graphs, processor.tried) ? graphs : graphs.map(spared),
  };
}

function isRight({ outcome }: Tried): boolean {
  return outcome.kind === 'right';
}

function msOf(tried: Tried | undefined): number | null {
  return tried?.outcome.kind === 'right' ? tried.outcome.tookMs : null;
}

function runMsOf(tried: readonly Tried[]): number {
  return tried.reduce((sum, one) => sum + one.calls * (msOf(one) ?? 0), 0);
}

function bestThreads(byThreads: Verdict['byThreads'], usual: number): number | null {
  const standing = byThreads.find(({ threads }) => threads === usual) ?? byThreads.at(-1);
  if (standing === undefined) return null;
  const best = byThreads.reduce((a, b) => (b.runMs < a.runMs ? b : a), standing);
  return isWorthwhile(standing.runMs, best.runMs) ? best.threads : standing.threads;
}

function graphVerdict(tried: Tried, card: readonly Tried[] | null): GraphVerdict {
  const { stage, path, sha256 } = tried;
  const wasmMs = msOf(tried);
  const there = card?.find((one) => one.path === path);
  const webgpuMs = msOf(there);
  return {
    stage,
    path,
    sha256,
    wasmMs,
    webgpuMs,
    placement: placementOf(wasmMs ?? 0, there, card),
  };
}

function placementOf(
  wasmMs: number,
  there: Tried | undefined,
  card: readonly Tried[] | null,
): Placement {
  if (card === null) return { provider: 'wasm', why: 'only' };
  if (there === undefined) return { provider: 'wasm', why: 'untried' };
  const { outcome } = there;
  if (outcome.kind !== 'right') return { provider: 'wasm', why: outcome.kind };
  const { tookMs } = outcome;
  return isWorthwhile(wasmMs, tookMs)
    ? { provider: 'webgpu', why: 'faster', tookMs, otherMs: wasmMs }
    : { provider: 'wasm', why: 'faster', tookMs: wasmMs, otherMs: tookMs };
}

function savesEnough(graphs: readonly GraphVerdict[], tried: readonly Tried[]): boolean {
  const placedMs = tried.reduce((sum, { path, calls }) => {
    const graph = graphs.find((one) => one.path === path);
    const ms = graph?.placement.provider === 'webgpu' ? graph.webgpuMs : graph?.wasmMs;
    return sum + calls * (ms ?? 0);
  }, 0);
  return isWorthwhile(runMsOf(tried), placedMs);
}

/** A graph that stays on the processor, since the card is not worth its memory for so little. */
function spared(graph: GraphVerdict): GraphVerdict {
  return graph.placement.provider === 'wasm'
    ? graph
    : { ...graph, placement: { provider: 'wasm', why: 'little' } };
}

/** Numbers of threads worth trying on a machine of so many cores: one, half of them, all, and the usual. */
export function threadsToTry(cores: number, usual: number, isIsolated: boolean): number[] {
  if (!isIsolated) return [1];
  const most = 8;
  const all = [1, Math.ceil(cores / 2), cores, usual].map((count) => Math.min(count, most));
  return [...new Set(all)].sort((a, b) => a - b);
}
