import type { Device, Family, PromptToken } from '../core/run.ts';
import { words } from '../i18n/words.svelte.ts';
import type { Run } from './run.svelte.ts';
import type { Stage } from './stages.svelte.ts';
import type { RoomStatus } from './status.ts';

/** One model's part of the data flow: what went in, what came out, how long, in which inner steps. */
export interface Passage {
  family: Family;
  status: RoomStatus;
  /** From raw input to finished output: "11 tokens", "256 image tokens", "256 × 256 pixels". */
  flow: readonly string[];
  promptTokens: readonly PromptToken[];
  stages: readonly Stage[];
  elapsedMs: number;
  /** Of the time of all three, in [0, 1]. */
  share: number;
  device: Device | null;
}

function square(pixels: { width: number; height: number } | null): string[] {
  return pixels === null ? [] : [words.page.units.pixels(pixels.width, pixels.height)];
}

/** The three passages of a run, as far as it has come. */
export function passagesOf({ write, paint, dream }: Run): readonly Passage[] {
  const total = write.elapsedMs + paint.elapsedMs + dream.elapsedMs;
  const { tokens: tokensOf, imageTokens, steps } = words.page.units;
  const read = (tokens: readonly PromptToken[]): string[] =>
    tokens.length === 0 ? [] : [words.page.pipeline.goIn(tokensOf(tokens.length))];
  const rooms = [
    {
      room: write,
      flow:
        write.tokens.length === 0
          ? []
          : [words.page.pipeline.comeOut(tokensOf(write.tokens.length))],
    },
    {
      room: paint,
      flow: [
        ...(paint.codes.length === 0 ? [] : [imageTokens(paint.codes.length)]),
        ...square(paint.picture),
      ],
    },
    {
      room: dream,
      flow: [
        ...(dream.steps.length < 2 ? [] : [steps(dream.steps.length - 1)]),
        ...square(dream.picture),
      ],
    },
  ];
  return rooms.map(({ room, flow }) => ({
    family: room.family,
    status: room.status,
    flow: [...read(room.promptTokens), ...flow],
    promptTokens: room.promptTokens,
    stages: room.stages.all,
    elapsedMs: room.elapsedMs,
    share: total === 0 ? 0 : room.elapsedMs / total,
    device: room.device,
  }));
}
