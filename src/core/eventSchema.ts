import { explainEvent } from './explainSchema.ts';
import { candidate, largestId, longestName, pixelsSchema, probability } from './pieceSchemas.ts';
import type { Placement } from './placement.ts';
import { families, samplerNames } from './run.ts';
import type {
  CodeEvent,
  Device,
  DoneEvent,
  DreamRequest,
  Family,
  PaintRequest,
  PictureResult,
  PromptToken,
  RowEvent,
  RunEvent,
  StageEvent,
  StartedEvent,
  StepEvent,
  TensorNote,
  TextResult,
  TokenEvent,
  WriteRequest,
} from './run.ts';
import {
  amiss,
  fields,
  flag,
  list,
  maybe,
  number,
  oneOf,
  record,
  text,
  whole,
  type Schema,
} from './schema.ts';

/** Longest prompt that is kept. */
export const longestPrompt = 20_000;

const prompt = text(longestPrompt);
const seed = whole(0, 0xffff_ffff);
const milliseconds = number(0, 1e9);
const family = oneOf(families);

export const writeRequest = fields<WriteRequest>({
  family: oneOf(['gpt2']),
  prompt,
  seed,
  explain: maybe(flag),
  score: maybe(flag),
  temperature: number(0, 100),
  topK: whole(0, largestId),
  topP: number(0, 1),
  maxNewTokens: whole(1, 4096),
});

export const paintRequest = fields<PaintRequest>({
  family: oneOf(['dalle']),
  prompt,
  seed,
  explain: maybe(flag),
  temperature: number(0, 100),
  topK: whole(0, largestId),
  guidance: number(0, 100),
});

export const dreamRequest = fields<DreamRequest>({
  family: oneOf(['diffusion']),
  prompt,
  seed,
  explain: maybe(flag),
  steps: whole(1, 1000),
  guidance: number(0, 100),
  sampler: oneOf(samplerNames),
});

const note = fields<TensorNote>({
  name: text(longestName),
  type: text(longestName),
  dims: list(whole(0, largestId), 16),
  first: list(anyNumber, 256),
});

/** NaN and the infinities too: a zero terminal SNR has an infinite sigma. */
function anyNumber(value: unknown, where: string): number {
  return typeof value === 'number' ? value : amiss(where, value);
}

const textResult = fields<TextResult>({
  kind: oneOf(['text']),
  text: text(200_000),
  tokens: whole(0, 4096),
  ended: oneOf(['model', 'limit']),
});

const pictureResult = fields<PictureResult>({ kind: oneOf(['picture']), picture: pixelsSchema });

const started = fields<StartedEvent>({
  type: oneOf(['started']),
  family,
  seed,
  device: fields<Device>({ provider: oneOf(['wasm', 'webgpu']), threads: whole(1, 1024) }),
  promptTokens: list(
    fields<PromptToken>({ id: whole(0, largestId), text: text(longestName) }),
    8192,
  ),
});

const provider = oneOf(['wasm', 'webgpu']);
const placement: Schema<Placement> = (value, where) => {
  const isMeasured = record(value, where)['why'] === 'faster';
  return isMeasured ? measured(value, where) : unmeasured(value, where);
};
const measured = fields<Extract<Placement, { why: 'faster' }>>({
  provider,
  why: oneOf(['faster']),
  tookMs: milliseconds,
  otherMs: milliseconds,
});
const unmeasured = fields<Exclude<Placement, { why: 'faster' }>>({
  provider,
  why: oneOf(['untried', 'only', 'broken', 'wrong', 'lost', 'notFinite', 'flat']),
});

const stage = fields<StageEvent>({
  type: oneOf(['stage']),
  family,
  stage: text(longestName),
  inputs: list(note, 512),
  outputs: list(note, 512),
  placement: maybe(placement),
  elapsedMs: milliseconds,
});

const token = fields<TokenEvent>({
  type: oneOf(['token']),
  index: whole(0, 4095),
  id: whole(0, largestId),
  text: text(longestName),
  probability,
  candidates: list(candidate, 64),
  elapsedMs: milliseconds,
});

const code = fields<CodeEvent>({
  type: oneOf(['code']),
  index: whole(0, 255),
  row: whole(0, 15),
  column: whole(0, 15),
  code: whole(0, largestId),
  probability,
  patch: pixelsSchema,
  elapsedMs: milliseconds,
});

const row = fields<RowEvent>({
  type: oneOf(['row']),
  row: whole(0, 15),
  rows: whole(1, 16),
  picture: pixelsSchema,
  elapsedMs: milliseconds,
});

const step = fields<StepEvent>({
  type: oneOf(['step']),
  step: whole(0, 1000),
  steps: whole(1, 1001),
  timestep: number(),
  sigma: anyNumber,
  noisy: pixelsSchema,
  guess: pixelsSchema,
  elapsedMs: milliseconds,
});

function done(of: Family): Schema<DoneEvent> {
  return fields<DoneEvent>({
    type: oneOf(['done']),
    family,
    seed,
    result: of === 'gpt2' ? textResult : pictureResult,
    elapsedMs: milliseconds,
  });
}

/** What each model may report in a recording; loading is not recorded. */
const schemas: Record<Family, Record<string, Schema<RunEvent>>> = {
  gpt2: { started, stage, token, explain: explainEvent('gpt2'), done: done('gpt2') },
  dalle: { started, stage, code, row, explain: explainEvent('dalle'), done: done('dalle') },
  diffusion: { started, stage, step, explain: explainEvent('diffusion'), done: done('diffusion') },
};

/** One event of a family's run, or an `unreadable` Failure. */
export function eventOf(of: Family): Schema<RunEvent> {
  return (value, where) => {
    const { type } = record(value, where);
    const schema = typeof type === 'string' ? schemas[of][type] : undefined;
    return schema === undefined ? amiss(`${where}.type`, type) : schema(value, where);
  };
}
