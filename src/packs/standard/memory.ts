import type { Detail } from '../../core/detail.ts';
import { why } from '../../core/detail.ts';
import { Failure } from '../../core/failure.ts';
import type { FoundFile, StandardPack, Variant } from './layout.ts';

/** What a browser can hold in one piece, and what one session on wasm can. */
const largestFile = 2 ** 31 - 1;
const largestSession = 2 ** 32;

/**
 * Bytes of memory that a weight takes when it runs on wasm, for each byte of its file, as far as the
 * file's name tells: those of transformers.js with int8 compute in int8.
 */
const unfolded: Record<string, number> = { fp16: 2, q8: 1, int8: 1, uint8: 1, q4: 1, q4f16: 2 };

/** Beside its weights a run needs room for what flows through it: pictures need more of it than words. */
const flowing = { gpt2: 100e6, dalle: 200e6, diffusion: 900e6 };

/** Bytes of memory a pack is expected to take while it runs: its weights as they run, its file, and what flows. */
export function expectedMemory({ family }: StandardPack, variant: Variant): number {
  const { precision, files, runningBytes } = variant;
  const named = sizeOf(files) * (unfolded[precision ?? ''] ?? 1);
  return (runningBytes ?? named) + largestOf(files) + flowing[family];
}

/**
 * Bytes on the processor's side of a pack whose graphs somebody chose to run on the graphics card: its
 * files, and the largest of them once more while it is opened.
 */
function expectedBesideCard({ files }: Variant): { whole: number; session: number } {
  const largest = largestOf(files);
  return { whole: sizeOf(files) + largest, session: 2 * largest };
}

function sizeOf(files: readonly FoundFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function largestOf(files: readonly FoundFile[]): number {
  return Math.max(0, ...files.map(({ bytes }) => bytes));
}

/** What a machine gives to a pack. */
export interface Room {
  /** Its memory in bytes; null where unknown. */
  memory: number | null;
  /** Whether somebody chose that the graphs run on the graphics card, whose memory nobody tells. */
  onCard: boolean;
}

/**
 * Why a variant cannot run here, null where it can: a file over 2 GB, a session over the 4 GB of wasm32,
 * more memory than the machine has.
 */
export function memoryFault(pack: StandardPack, variant: Variant, room: Room): Detail | null {
  const huge = variant.files.find(({ bytes }) => bytes > largestFile);
  if (huge !== undefined) return why('overOnePiece', huge.path, inGigabytes(huge.bytes));
  const onWasm = expectedMemory(pack, variant);
  const { whole, session } = room.onCard
    ? expectedBesideCard(variant)
    : { whole: onWasm, session: onWasm };
  if (session > largestSession) return why('overWasm', inGigabytes(session));
  const { memory } = room;
  if (memory !== null && whole > memory / 2) {
    return why('overMachine', inGigabytes(whole), inGigabytes(memory));
  }
  return null;
}

/** Refuses what cannot run here before anything is read. */
export function checkMemory(pack: StandardPack, variant: Variant, room: Room): void {
  const fault = memoryFault(pack, variant, room);
  if (fault !== null) throw new Failure('outOfMemory', fault);
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
