import { mount } from 'svelte';
import { openFile } from '../../src/state/openFile.ts';
import { Replay } from '../../src/state/replay.svelte.ts';
import { runFile } from '../../src/state/savedFile.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import PipelineTrace from '../../src/ui/PipelineTrace.svelte';
import PredictionSection from '../../src/ui/PredictionSection.svelte';
import '../../src/ui/theme.css';

/** How long a part of the work took, and how long the page was held up by it at most, milliseconds. */
export interface Held {
  part: string;
  tookMs: number;
  longestTaskMs: number;
}

const longest = { taskMs: 0 };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) {
    longest.taskMs = Math.max(longest.taskMs, duration);
  }
}).observe({ type: 'longtask' });

async function held(part: string, work: () => Promise<unknown>): Promise<Held> {
  longest.taskMs = 0;
  const start = performance.now();
  await work();
  const tookMs = performance.now() - start;
  // A long task is told after it has ended.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { part, tookMs, longestTaskMs: longest.taskMs };
}

async function ended(replay: Replay): Promise<void> {
  while (replay.run.running) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Opens a recorded run, plays it all at once under the traces, and saves it again. */
async function measureReplay(address: string): Promise<Held[]> {
  const blob = await (await fetch(address)).blob();
  let replay: Replay | null = null;
  const open = async (): Promise<void> => {
    const opened = await openFile(blob);
    if (opened.kind !== 'run') throw new Error('That is no run.');
    replay = new Replay(opened.recording);
  };
  const rows = [await held('opening', open)];
  const opened = replay as Replay | null;
  const target = document.getElementById('page');
  if (opened === null || target === null) throw new Error('Nothing was opened.');
  mount(PipelineTrace, { target, props: { run: opened.run } });
  mount(PredictionSection, {
    target,
    props: { run: opened.run, settings: new Settings(), open: true },
  });
  opened.speed = Infinity;
  const play = async (): Promise<void> => {
    opened.start();
    await ended(opened);
  };
  rows.push(await held('playing all at once', play));
  rows.push(await held('saving', () => runFile(opened.recording)));
  return rows;
}

Object.assign(globalThis, { measureReplay });
