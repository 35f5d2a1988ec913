import { readFile } from 'node:fs/promises';
import { decodeRecording, type Recording } from '../../src/core/recording.ts';
import { Replay } from '../../src/state/replay.svelte.ts';
import type { Run } from '../../src/state/run.svelte.ts';
import { settle } from '../fakes/run.ts';

const shelf = 'public/runs';

/** The recordings that are shipped with the page. */
export async function shippedRecordings(): Promise<Recording[]> {
  const { runs } = JSON.parse(await readFile(`${shelf}/index.json`, 'utf8')) as {
    runs: readonly { file: string }[];
  };
  return Promise.all(
    runs.map(async ({ file }) =>
      decodeRecording(new Uint8Array(await readFile(`${shelf}/${file}`))),
    ),
  );
}

/** A recording, played to its end. */
export async function played(recording: Recording): Promise<Run> {
  const replay = new Replay(recording);
  replay.speed = Infinity;
  replay.start();
  await settle(replay.run, 60_000);
  return replay.run;
}
