import { eventOf, dreamRequest, longestPrompt, paintRequest, writeRequest } from './eventSchema.ts';
import { why } from './detail.ts';
import { Failure } from './failure.ts';
import { gunzip, gzip, joined } from './gzip.ts';
import { packValues, unpackValues } from './packedValues.ts';
import type { DreamRequest, Family, PaintRequest, RunEvent, WriteRequest } from './run.ts';
import { amiss, fields, list, maybe, number, oneOf, record, text, type Schema } from './schema.ts';

/** One event and when it came: milliseconds after the first event of its model's run. */
export interface TimedEvent {
  atMs: number;
  event: RunEvent;
}

/** What one model was heard to report, and whether it came to its end. */
export interface Take {
  events: readonly TimedEvent[];
  ended: 'done' | 'stopped';
}

/** The files of a pack as the manifest listed them when the run was made: path -> sha256. */
export type Digests = Readonly<Record<string, string>>;

/** A whole run that can be kept: what was asked, what was reported, with which weights. */
export interface Recording {
  /** ISO 8601, UTC. */
  madeAt: string;
  /** The page's own version. */
  version: string;
  /** As it was typed; the requests hold what the models read. */
  prompt: string;
  requests: { gpt2: WriteRequest; dalle: PaintRequest; diffusion: DreamRequest };
  takes: Partial<Record<Family, Take>>;
  packs: Partial<Record<Family, Digests>>;
}

/** The end of a recording's file name. */
export const recordingSuffix = '.windowsill';

const firstLine = new TextEncoder().encode('windowsill run 1\n');
const largestFile = 64e6;
const largestContent = 512e6;

/** Whether a file begins as a recording does. */
export function isRecording(bytes: Uint8Array): boolean {
  return firstLine.every((byte, at) => bytes[at] === byte);
}

/**
 * The file of a recording: the line "windowsill run 1", then gzip of the JSON's length (4 bytes,
 * little-endian), the JSON, and the pictures and tensors that it points to (see packedValues.ts).
 */
export async function encodeRecording(recording: Recording): Promise<Uint8Array<ArrayBuffer>> {
  const { json, body } = packValues(recording);
  const head = new TextEncoder().encode(JSON.stringify(json));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const packed = await gzip(joined([length, head, body], 4 + head.length + body.length));
  return joined([firstLine, packed], firstLine.length + packed.length);
}

/** Reads a recording's file; whatever is wrong with it is an `unreadable` Failure that says what. */
export async function decodeRecording(bytes: Uint8Array): Promise<Recording> {
  if (!isRecording(bytes)) throw new Failure('unreadable', why('notRecording'));
  if (bytes.length > largestFile) throw new Failure('unreadable', why('fileLarge'));
  const content = await gunzip(bytes.slice(firstLine.length), largestContent);
  if (content.length < 4) throw new Failure('unreadable', why('fileCutShort'));
  const length = new DataView(content.buffer).getUint32(0, true);
  if (4 + length > content.length) throw new Failure('unreadable', why('fileCutShort'));
  const json = parseJson(content.subarray(4, 4 + length));
  return recordingOf(unpackValues(json, content.subarray(4 + length)), 'run');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Failure('unreadable', why('fileDamaged'));
  }
}

function takeOf(family: Family): Schema<Take> {
  const timed = fields<TimedEvent>({ atMs: number(0, 1e9), event: eventOf(family) });
  return fields<Take>({ events: list(timed, 20_000), ended: oneOf(['done', 'stopped']) });
}

const digests: Schema<Digests> = (value, where) => {
  const entries = Object.entries(record(value, where));
  if (entries.length > 100) amiss(where, entries.length);
  return Object.fromEntries(
    entries.map(([path, sha256]) => [
      text(200)(path, where),
      typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : amiss(where, sha256),
    ]),
  );
};

const date: Schema<string> = (value, where) =>
  typeof value === 'string' && value.length < 40 && Number.isFinite(Date.parse(value))
    ? value
    : amiss(where, value);

const recordingOf = fields<Recording>({
  madeAt: date,
  version: text(40),
  prompt: text(longestPrompt),
  requests: fields<Recording['requests']>({
    gpt2: writeRequest,
    dalle: paintRequest,
    diffusion: dreamRequest,
  }),
  takes: fields<Recording['takes']>({
    gpt2: maybe(takeOf('gpt2')),
    dalle: maybe(takeOf('dalle')),
    diffusion: maybe(takeOf('diffusion')),
  }),
  packs: fields<Recording['packs']>({
    gpt2: maybe(digests),
    dalle: maybe(digests),
    diffusion: maybe(digests),
  }),
});
