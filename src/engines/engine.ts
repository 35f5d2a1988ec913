import { Failure, toFailure } from '../core/failure.ts';
import type {
  Engine,
  Family,
  LoadingEvent,
  RunEvent,
  RunRequest,
  StageEvent,
} from '../core/run.ts';
import type { Pack, PackFiles } from '../packs/pack.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { notesOf } from './tensors.ts';

/** What tells one model family from another. */
export interface Model<R extends RunRequest, Opened> {
  family: Family;
  /** Throws a `badInput` Failure for a request that cannot be run. */
  check(request: R): void;
  /** Opens the graphs and tokenizers of a fetched pack. */
  open(files: PackFiles, runtime: Runtime): Promise<Opened>;
  run(
    opened: Opened,
    request: R,
    circumstances: Circumstances,
  ): AsyncGenerator<RunEvent, void, void>;
}

/** What an engine asks of a pack: the shipped ones and those that somebody brought. */
export type AnyPack = Pick<Pack, 'fetch'>;

export interface Circumstances {
  signal: AbortSignal;
  runtime: Runtime;
  /** Milliseconds since the run was asked for. */
  elapsedMs: () => number;
}

/** An engine that opens its pack once, and forgets a failed opening so that a later run tries again. */
export function makeEngine<R extends RunRequest, Opened>(
  model: Model<R, Opened>,
  pack: AnyPack,
  runtime: Runtime,
): Engine<R> {
  let opened: Opened | null = null;

  async function* load(signal: AbortSignal): AsyncGenerator<LoadingEvent, Opened, void> {
    if (opened !== null) return opened;
    const files = yield* fetchFiles(model.family, pack, signal);
    stopIfAborted(signal);
    return (opened = await model.open(files, runtime));
  }

  async function* run(request: R, signal: AbortSignal): AsyncGenerator<RunEvent, void, void> {
    const elapsedMs = startClock();
    model.check(request);
    const loaded = yield* load(signal);
    stopIfAborted(signal);
    yield* model.run(loaded, request, { signal, runtime, elapsedMs });
  }

  return {
    run: (request, signal) => withFailures(run(request, signal)),
    load: (signal) => withFailures(load(signal)),
  };
}

async function* fetchFiles(
  family: Family,
  pack: AnyPack,
  signal: AbortSignal,
): AsyncGenerator<LoadingEvent, PackFiles, void> {
  const arrival = pack.fetch(signal);
  for (;;) {
    const { done, value } = await arrival.next();
    if (done === true) return value;
    yield { type: 'loading', family, ...value };
  }
}

/** Whatever is thrown inside comes out as a Failure. */
async function* withFailures<E>(
  events: AsyncGenerator<E, unknown, void>,
): AsyncGenerator<E, void, void> {
  try {
    yield* events;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

export interface Stage {
  family: Family;
  name: string;
  graph: Graph;
  /** Outputs that are fetched to explain the run and are no part of the stage's own story. */
  further?: readonly string[];
}

/** Runs a graph for its named outputs and tells what went in and out; stops at an abort. */
export async function runGraph(
  { family, name, graph, further = [] }: Stage,
  feeds: Tensors,
  outputs: readonly string[],
  signal: AbortSignal,
): Promise<{ results: Tensors; event: StageEvent }> {
  stopIfAborted(signal);
  const elapsedMs = startClock();
  const results = await graph.run(feeds, [...outputs, ...further]);
  const event: StageEvent = {
    type: 'stage',
    family,
    stage: name,
    inputs: notesOf(feeds),
    outputs: notesOf(results, outputs),
    ...(graph.placement !== undefined && { placement: graph.placement }),
    elapsedMs: elapsedMs(),
  };
  stopIfAborted(signal);
  return { results, event };
}

/** `runGraph` inside a run: the event goes on its way. */
export async function* runStage(
  ...run: Parameters<typeof runGraph>
): AsyncGenerator<StageEvent, Tensors, void> {
  const { results, event } = await runGraph(...run);
  yield event;
  return results;
}

/** Throws the `aborted` Failure once a run has been stopped. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('aborted');
}

function startClock(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
