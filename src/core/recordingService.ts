import { decodeRecording, encodeRecording, type Recording } from './recording.ts';

/** Work on the file of a run that takes a good second, and so is done beside the page. */
export type RecordingRequest =
  { kind: 'encode'; recording: Recording } | { kind: 'decode'; bytes: Uint8Array<ArrayBuffer> };

export type RecordingEvent =
  { kind: 'encoded'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'decoded'; recording: Recording };

/** Encodes and decodes; each request ends in one event, or throws an `unreadable` Failure. */
export function createRecordingService() {
  return { run, load: nothing };
}

async function* run(request: RecordingRequest): AsyncGenerator<RecordingEvent, void, void> {
  switch (request.kind) {
    case 'encode':
      yield { kind: 'encoded', bytes: await encodeRecording(request.recording) };
      return;
    case 'decode':
      yield { kind: 'decoded', recording: await decodeRecording(request.bytes) };
      return;
  }
}

async function* nothing(): AsyncGenerator<never, void, void> {
  // There is nothing to fetch ahead.
}
