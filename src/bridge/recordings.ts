import { decodeRecording, encodeRecording, type Recording } from '../core/recording.ts';
import type { RecordingEvent, RecordingRequest } from '../core/recordingService.ts';
import { modelsUrl } from './client.ts';
import { WorkerClient } from './workerClient.ts';

const never = new AbortController().signal;

/** The file of a recording, made in a worker of its own so that the page stays at hand. */
export async function encodeAside(recording: Recording): Promise<Uint8Array<ArrayBuffer>> {
  if (!hasWorkers()) return encodeRecording(recording);
  const event = await aside({ kind: 'encode', recording });
  if (event?.kind !== 'encoded') throw new Error('the worker encoded nothing');
  return event.bytes;
}

/** Reads a recording's file in a worker of its own; what is wrong with it is an `unreadable` Failure. */
export async function decodeAside(bytes: Uint8Array<ArrayBuffer>): Promise<Recording> {
  if (!hasWorkers()) return decodeRecording(bytes);
  const event = await aside({ kind: 'decode', bytes });
  if (event?.kind !== 'decoded') throw new Error('the worker decoded nothing');
  return event.recording;
}

/** Node, where the tests of what opens files run, has none. */
function hasWorkers(): boolean {
  return typeof Worker !== 'undefined';
}

async function aside(request: RecordingRequest): Promise<RecordingEvent | null> {
  const client = new WorkerClient<RecordingRequest, RecordingEvent>(
    () =>
      new Worker(new URL('../../workers/recording.worker.ts', import.meta.url), { type: 'module' }),
    modelsUrl(),
  );
  let told: RecordingEvent | null = null;
  const outcome = await client.run(request, (event) => (told = event), never);
  client.dispose();
  if (outcome.status === 'failed') throw outcome.failure;
  return told;
}
