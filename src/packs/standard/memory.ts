import type { Detail } from '../../core/detail.ts';
import { why } from '../../core/detail.ts';
import { Failure } from '../../core/failure.ts';
import type { StandardPack, Variant } from './layout.ts';

/** What a browser can hold in one piece, and what one session on wasm can. */
const largestFile = 2 ** 31 - 1;
const largestSession = 2 ** 32;

/** Bytes of memory that a weight takes when it runs on wasm, for each byte of its file. */
const unfolded: Record<string, number> = { fp16: 2, q8: 1, int8: 1, uint8: 1, q4: 1, q4f16: 2 };

/** Beside its weights a run needs room for what flows through it: pictures need more of it than words. */
const flowing = { gpt2: 100e6, dalle: 200e6, diffusion: 900e6 };

/** Bytes of memory a pack is expected to take while it runs: its weights as they run, its file, and what flows. */
export function expectedMemory({ family }: StandardPack, { precision, files }: Variant): number {
  const largest = Math.max(0, ...files.map(({ bytes }) => bytes));
  const weights = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return weights * (unfolded[precision ?? ''] ?? 1) + largest + flowing[family];
}

/**
 * Why a variant cannot run here, null where it can: a file over 2 GB, graphs over the 4 GB of wasm32,
 * more memory than the machine has. `memory` is the machine's in bytes, null where unknown.
 */
export function memoryFault(
  pack: StandardPack,
  variant: Variant,
  memory: number | null,
): Detail | null {
  const huge = variant.files.find(({ bytes }) => bytes > largestFile);
  if (huge !== undefined) return why('overOnePiece', huge.path, inGigabytes(huge.bytes));
  const needed = expectedMemory(pack, variant);
  if (needed > largestSession) return why('overWasm', inGigabytes(needed));
  if (memory !== null && needed > memory / 2) {
    return why('overMachine', inGigabytes(needed), inGigabytes(memory));
  }
  return null;
}

/** Refuses what cannot run here before anything is read. */
export function checkMemory(pack: StandardPack, variant: Variant, memory: number | null): void {
  const fault = memoryFault(pack, variant, memory);
  if (fault !== null) throw new Failure('outOfMemory', fault);
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
