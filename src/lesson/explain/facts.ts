import type { CodeEvent, StepEvent, TokenEvent } from '../../core/run.ts';
import type { Run } from '../../state/run.svelte.ts';
import { meanDifference } from '../pictureMath.ts';

/** What the story tells of the storyteller; there once the first token is drawn. */
export interface WriteFacts {
  first: TokenEvent;
  tokens: number;
}

/** What it tells of the mosaic layer; there once every tile is laid. */
export interface PaintFacts {
  tiles: number;
  /** How many different tiles the picture has. */
  kinds: number;
  /** The tile that was the least likely of all when it was drawn. */
  boldest: CodeEvent;
}

/** What it tells of the sculptor; there once the last step is made. */
export interface DreamFacts {
  steps: number;
  /** The step whose guess differs most from the guess before it; the first guess has none before it. */
  turn: StepEvent;
}

export interface StoryFacts {
  prompt: string;
  seed: number;
  write: WriteFacts | null;
  paint: PaintFacts | null;
  dream: DreamFacts | null;
}

/** What the story can tell of a run so far; null before there is one. */
export function factsOf(run: Run): StoryFacts | null {
  const { request } = run.write;
  if (request === null) return null;
  return {
    prompt: request.prompt,
    seed: request.seed,
    write: writeFacts(run.write.tokens),
    paint: run.paint.picture === null ? null : paintFacts(run.paint.codes),
    dream: run.dream.picture === null ? null : dreamFacts(run.dream.steps),
  };
}

function writeFacts(tokens: readonly TokenEvent[]): WriteFacts | null {
  const first = tokens[0];
  return first === undefined ? null : { first, tokens: tokens.length };
}

function paintFacts(codes: readonly CodeEvent[]): PaintFacts | null {
  const [first, ...rest] = codes;
  if (first === undefined) return null;
  const boldest = rest.reduce(
    (bold, code) => (code.probability < bold.probability ? code : bold),
    first,
  );
  return { tiles: codes.length, kinds: new Set(codes.map(({ code }) => code)).size, boldest };
}

function dreamFacts(steps: readonly StepEvent[]): DreamFacts | null {
  const turn = turnOf(steps);
  return turn === null ? null : { steps: steps.at(-1)?.step ?? 0, turn };
}

/** The step of a run at which the guess of the picture changed most; null of a run without two guesses. */
export function turnOf(steps: readonly StepEvent[]): StepEvent | null {
  const changes = steps.slice(2).map((step, k) => ({
    step,
    change: meanDifference(step.guess, steps[k + 1]?.guess ?? step.guess),
  }));
  const [first, ...rest] = changes;
  if (first === undefined) return steps[1] ?? null;
  return rest.reduce((most, one) => (one.change > most.change ? one : most), first).step;
}
