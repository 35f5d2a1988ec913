import type { Findings, FindingsConfig, LookEvent, LookRequest } from '../core/findings.ts';
import { planesOf, readMaps } from '../core/findings.ts';
import { Failure, toFailure } from '../core/failure.ts';
import type { Pixels } from '../core/run.ts';
import type { Pack, PackFiles } from '../packs/pack.ts';
import { ConfigReader } from './config.ts';
import { stopIfAborted } from './engine.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import { floats, floatsOf } from './tensors.ts';

const modelFile = 'onnx/model.onnx';
const maps = ['heat', 'box', 'colour', 'place', 'light'] as const;

interface Watcher {
  graph: Graph;
  imageSize: number;
  config: FindingsConfig;
}

/** Says what it sees in a picture: things with colour and box, the place, the light. */
export interface Recogniser {
  run(request: LookRequest, signal: AbortSignal): AsyncGenerator<LookEvent, void, void>;
  load(signal: AbortSignal): AsyncGenerator<LookEvent, void, void>;
}

/** The judge of the pictures, of which this project's world is all that it knows. */
export function createRecogniser(pack: Pack, runtime: Runtime = wasmRuntime()): Recogniser {
  let opened: Watcher | null = null;

  async function* open(signal: AbortSignal): AsyncGenerator<LookEvent, Watcher, void> {
    if (opened !== null) return opened;
    const arrival = pack.fetch(signal);
    for (;;) {
      const { done, value } = await arrival.next();
      if (done === true) return (opened = await openWatcher(value, runtime));
      yield { type: 'loading', ...value };
    }
  }

  async function* run(
    { picture }: LookRequest,
    signal: AbortSignal,
  ): AsyncGenerator<LookEvent, void, void> {
    checkPicture(picture);
    const watcher = yield* open(signal);
    stopIfAborted(signal);
    const start = performance.now();
    const findings = await lookAt(watcher, picture);
    yield { type: 'seen', findings, elapsedMs: performance.now() - start };
  }

  return {
    run: (request, signal) => withFailures(run(request, signal)),
    load: (signal) => withFailures(open(signal)),
  };
}

function checkPicture({ width, height, data }: Pixels): void {
  if (width > 0 && width === height && data.length === width * height * 4) return;
  throw new Failure('badInput', `The picture is ${width} x ${height}; it must be square.`);
}

async function openWatcher(files: PackFiles, runtime: Runtime): Promise<Watcher> {
  const raw = files.json('config.json');
  const config = new ConfigReader('config.json', raw);
  return {
    imageSize: config.number('image_size'),
    config: {
      grid: config.number('grid'),
      threshold: config.number('threshold'),
      apart: config.number('apart'),
      peaks: config.number('peaks'),
      objects: config.textsWithin('objects'),
      colours: config.textsWithin('colours'),
      places: config.textsWithin('places'),
      lights: config.textsWithin('lights'),
    },
    graph: await runtime.open(files.take(modelFile), modelFile),
  };
}

async function lookAt({ graph, imageSize, config }: Watcher, picture: Pixels): Promise<Findings> {
  const pixels = planesOf(picture, imageSize);
  const feeds: Tensors = { pixel_values: floats(pixels, [1, 3, imageSize, imageSize]) };
  const results = await graph.run(feeds, maps);
  const [heat, box, colour, place, light] = maps.map((name) => floatsOf(results, name));
  if (!heat || !box || !colour || !place || !light) throw new Error('five maps were asked for');
  return readMaps({ heat, box, colour, place, light }, config);
}

/** Whatever is thrown inside comes out as a Failure. */
async function* withFailures(
  events: AsyncGenerator<LookEvent, unknown, void>,
): AsyncGenerator<LookEvent, void, void> {
  try {
    yield* events;
  } catch (thrown) {
    throw toFailure(thrown);
  }
}
