import { demotions, type Placement } from './placement.ts';
import type { Device } from './run.ts';
import { fields, list, maybe, number, oneOf, record, text, whole, type Schema } from './schema.ts';
import type { GraphVerdict, Verdict } from './survey.ts';

/** What an expert asks of a model; null leaves it to what was measured. */
export interface DeviceChoice {
  provider: Device['provider'] | null;
  threads: number | null;
}

/** What a browser keeps of one model's devices. */
export interface KeptDevices {
  choice: DeviceChoice;
  /** What was measured, on which graphics card (null: none) and with which version of the page. */
  measured?: { adapter: string | null; cores: number; version: string; verdict: Verdict };
}

export const noChoice: DeviceChoice = { provider: null, threads: null };

/** More threads than these gain nothing for graphs of this size, as far as nobody measured. */
export function usualThreads(cores: number, isIsolated: boolean): number {
  return isIsolated ? Math.min(cores, 4) : 1;
}

/** The threads that a model is to run with, of the `cores` there are. */
export function threadsFor(kept: KeptDevices | null, cores: number, isIsolated: boolean): number {
  const measured = kept?.measured?.cores === cores ? kept.measured.verdict.threads : null;
  const wanted = kept?.choice.threads ?? measured;
  return wanted === null || !isIsolated
    ? usualThreads(cores, isIsolated)
    : Math.max(1, Math.min(wanted, cores));
}

/** Where a graph is to run, null where nobody ever thought of another device than the processor. */
export function wishFor(kept: KeptDevices | null, path: string): Placement | null {
  if (kept === null) return null;
  const { choice, measured } = kept;
  if (choice.provider !== null) return { provider: choice.provider, why: 'chosen' };
  return measured?.verdict.graphs.find((graph) => graph.path === path)?.placement ?? null;
}

/** The same after a graph was found not to be done rightly on the graphics card. */
export function demoted(kept: KeptDevices, path: string, placement: Placement): KeptDevices {
  if (kept.measured === undefined) return kept;
  const { verdict } = kept.measured;
  const graphs = verdict.graphs.map((graph) =>
    graph.path === path ? { ...graph, placement } : graph,
  );
  return { ...kept, measured: { ...kept.measured, verdict: { ...verdict, graphs } } };
}

const provider = oneOf(['wasm', 'webgpu']);
const ms = number(0);
const orNull =
  <T>(of: Schema<T>): Schema<T | null> =>
  (value, where) =>
    value === null ? null : of(value, where);

const byMeasure = fields<Extract<Placement, { why: 'faster' }>>({
  provider,
  why: oneOf(['faster']),
  tookMs: ms,
  otherMs: ms,
});
const byReason = fields<Exclude<Placement, { why: 'faster' }>>({
  provider,
  why: oneOf(['untried', 'chosen', ...demotions]),
});

/** A placement as it comes from outside: a recording, or what a browser keeps. */
export const placementSchema: Schema<Placement> = (value, where) =>
  record(value, where)['why'] === 'faster' ? byMeasure(value, where) : byReason(value, where);

const graph = fields<GraphVerdict>({
  stage: text(100),
  path: text(200),
  sha256: text(64),
  placement: placementSchema,
  wasmMs: orNull(ms),
  webgpuMs: orNull(ms),
});
const threads = whole(1, 1024);

/** What is kept, as it is read again. */
export const keptSchema = fields<KeptDevices>({
  choice: fields<DeviceChoice>({ provider: orNull(provider), threads: orNull(threads) }),
  measured: maybe(
    fields<NonNullable<KeptDevices['measured']>>({
      adapter: orNull(text(1000)),
      cores: threads,
      version: text(100),
      verdict: fields<Verdict>({
        threads,
        byThreads: list(fields<Verdict['byThreads'][number]>({ threads, runMs: ms }), 64),
        graphs: list(graph, 64),
      }),
    }),
  ),
});
