import { missOf, type Answers } from '../../src/core/trial.ts';
import type { Runtime, Tensors } from '../../src/engines/runtime.ts';

/** Runs every graph on both devices with the same numbers, gives the first one's answer, and keeps the worst miss of the other by path. */
export function comparing(sure: Runtime, other: Runtime, misses: Map<string, number>): Runtime {
  return {
    device: sure.device,
    async open(model, path, outside) {
      const graph = await sure.open(model, path, outside);
      const shadow = await other.open(model, path, outside);
      return {
        inputs: graph.inputs,
        shapes: graph.shapes,
        outputs: graph.outputs,
        async run(feeds, outputs) {
          const results = await graph.run(feeds, outputs);
          const miss = missOf(floatsOf(results), floatsOf(await shadow.run(feeds, outputs)));
          misses.set(path, Math.max(misses.get(path) ?? 0, miss));
          return results;
        },
      };
    },
  };
}

function floatsOf(tensors: Tensors): Answers {
  return Object.fromEntries(
    Object.entries(tensors).flatMap(([name, { data }]) =>
      data instanceof Float32Array ? [[name, data] as const] : [],
    ),
  );
}
