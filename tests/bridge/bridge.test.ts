import { proxy, wrap } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import { serve } from '../../src/bridge/host.ts';
import type { Host } from '../../src/bridge/wire.ts';
import { WorkerClient } from '../../src/bridge/workerClient.ts';
import type { DreamRequest, Engine, RunEvent } from '../../src/core/run.ts';
import { fakeEngine } from '../fakes/engine.ts';

const request: DreamRequest = {
  family: 'diffusion',
  prompt: 'a cat',
  seed: 7,
  steps: 5,
  guidance: 4,
  sampler: 'ddim',
};
const never = new AbortController().signal;
const openPorts: MessagePort[] = [];

afterEach(() => {
  for (const port of openPorts.splice(0)) port.close();
});

/** A "worker" whose other end of a MessageChannel serves `engine` on this very thread. */
function clientOf(engine: Engine): {
  client: WorkerClient<DreamRequest, RunEvent>;
  started: () => number;
} {
  let started = 0;
  const start = () => {
    started++;
    const { port1, port2 } = new MessageChannel();
    openPorts.push(port1, port2);
    serve(() => engine, port2);
    port1.start();
    return Object.assign(port1, {
      terminate: () => {
        port1.close();
      },
    }) as unknown as Worker;
  };
  return {
    client: new WorkerClient<DreamRequest, RunEvent>(start, 'http://localhost/models/'),
    started: () => started,
  };
}

test('events arrive in order, pixels are moved whole, and the run ends as done', async () => {
  const { client } = clientOf(fakeEngine(5));
  const events: RunEvent[] = [];
  const outcome = await client.run(request, (event) => events.push(event), never);
  expect(outcome).toEqual({ status: 'done' });
  expect(events.map((event) => (event.type === 'step' ? event.step : event.type))).toEqual([
    0,
    1,
    2,
    3,
    4,
    5,
    'done',
  ]);
  const last = events.at(-1);
  expect(
    last?.type === 'done' && last.result.kind === 'picture' && last.result.picture.data.length,
  ).toBe(64);
});

test('a stop ends the run at the very step it was sent', async () => {
  const { client } = clientOf(fakeEngine(1000));
  const stop = new AbortController();
  const steps: number[] = [];
  const outcome = await client.run(
    request,
    (event) => {
      if (event.type !== 'step') return;
      steps.push(event.step);
      if (event.step === 3) stop.abort();
    },
    stop.signal,
  );
  expect(outcome).toEqual({ status: 'stopped' });
  expect(steps).toEqual([0, 1, 2, 3]);
});

test('a stop while the worker is still starting lets nothing run', async () => {
  let runs = 0;
  const engine: Engine = {
    load: (signal) => fakeEngine(1).load(signal),
    run(asked, signal) {
      runs++;
      return fakeEngine(1000).run(asked, signal);
    },
  };
  const { client } = clientOf(engine);
  const stop = new AbortController();
  const outcome = client.run(request, () => undefined, stop.signal);
  stop.abort();
  expect(await outcome).toEqual({ status: 'stopped' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(runs).toBe(0);
});

test('the engine goes on while the page shows an event, but a slow page holds it back', async () => {
  const { port1, port2 } = new MessageChannel();
  openPorts.push(port1, port2);
  let told = 0;
  const slow: Engine = {
    load: (signal) => fakeEngine(1).load(signal),
    async *run(asked, signal) {
      for await (const event of fakeEngine(100).run(asked, signal)) {
        told++;
        yield event;
      }
    },
  };
  serve(() => slow, port2);
  port1.start();
  const host = wrap<Host>(port1);
  await host.open({ models: 'http://localhost/models/' });
  let show: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => {
    show = resolve;
  });
  const run = host.run(
    1,
    request,
    proxy(() => shown),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toBeGreaterThan(4);
  expect(told).toBeLessThan(12);
  show();
  expect(await run).toEqual({ status: 'done' });
  expect(told).toBe(102);
});

test('a page that fails at an event fails the run, which says so', async () => {
  const { client } = clientOf(fakeEngine(3));
  const outcome = await client.run(
    request,
    (event) => {
      if (event.type === 'done') throw new Error('no room for it');
    },
    never,
  );
  expect(outcome.status === 'failed' && outcome.failure.message).toContain('no room for it');
});

test('a failure keeps its kind and its words, and the next run works', async () => {
  let runs = 0;
  const engine: Engine = {
    load: (signal) => fakeEngine(1).load(signal),
    run: (asked, signal) => fakeEngine(2, runs++ === 0 ? 1 : Infinity).run(asked, signal),
  };
  const { client, started } = clientOf(engine);
  const first = await client.run(request, () => undefined, never);
  expect(first.status === 'failed' && first.failure.kind).toBe('packBroken');
  expect(first.status === 'failed' && first.failure.message).toContain('unet/model.onnx');
  expect(await client.run(request, () => undefined, never)).toEqual({ status: 'done' });
  expect(started()).toBe(1);
});

test('after the memory ran out the next run gets a new worker', async () => {
  let runs = 0;
  const engine: Engine = {
    load: (signal) => fakeEngine(1).load(signal),
    run: (asked, signal) => {
      if (runs++ === 0) throw new Error('std::bad_alloc');
      return fakeEngine(1).run(asked, signal);
    },
  };
  const { client, started } = clientOf(engine);
  const first = await client.run(request, () => undefined, never);
  expect(first.status === 'failed' && first.failure.kind).toBe('outOfMemory');
  expect(await client.run(request, () => undefined, never)).toEqual({ status: 'done' });
  expect(started()).toBe(2);
});

test('a run asked for while another goes on waits until that one has stopped', async () => {
  const { client } = clientOf(fakeEngine(200));
  const stop = new AbortController();
  const order: string[] = [];
  const first = client.run(
    request,
    (event) => {
      order.push(`first ${event.type}`);
      stop.abort();
    },
    stop.signal,
  );
  const second = client.run(request, (event) => order.push(`second ${event.type}`), never);
  expect(await first).toEqual({ status: 'stopped' });
  expect(await second).toEqual({ status: 'done' });
  expect(order[0]).toBe('first step');
  expect(order.slice(1).every((entry) => entry.startsWith('second'))).toBe(true);
});

test('disposing of a client ends its run as stopped, and the next call starts a new worker', async () => {
  const { client, started } = clientOf(fakeEngine(100_000));
  const run = client.run(
    request,
    (event) => {
      if (event.type === 'step' && event.step === 2) client.dispose();
    },
    never,
  );
  expect(await run).toEqual({ status: 'stopped' });
  const outcome = await client.load(() => undefined, never);
  expect(outcome).toEqual({ status: 'done' });
  expect(started()).toBe(2);
});

test('after a run the language itself remembers nothing of what was asked', async () => {
  const engine = fakeEngine(2);
  const searching: Engine<DreamRequest> = {
    ...engine,
    async *run(asked, signal) {
      /owls/.test(asked.prompt);
      yield* engine.run(asked, signal);
    },
  };
  const { client } = clientOf(searching);
  await client.run({ ...request, prompt: 'three purple owls' }, () => undefined, never);
  expect(Reflect.get(RegExp, '$_')).not.toContain('owls');
});
