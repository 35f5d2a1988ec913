import { placementSchema } from './devices.ts';
import { explainEvent } from './explainSchema.ts';
import { candidates, largestId, longestName, pixelsSchema, probability } from './pieceSchemas.ts';
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
  Ranked,
  RowEvent,
  RunEvent,
  StageEvent,
  StartedEvent,
  StartPicture,
  StepEvent,
  TensorNote,
  TextResult,
  TokenEvent,
  Toward,
  WriteRequest,
} from './run.ts';
import {
  amiss,
  distinct,
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
/** How many texts or pictures one run can hold, and which of them. */
const copies = maybe(whole(1, 64));
const copy = maybe(whole(0, 63));

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
  minP: maybe(number(0, 1)),
  repetitionPenalty: maybe(number(0, 100)),
  noRepeatNgramSize: maybe(whole(0, 4096)),
  stopWords: maybe(list(text(longestName), 64)),
  copies,
});

export const paintRequest = fields<PaintRequest>({
  family: oneOf(['dalle']),
  prompt,
  seed,
  explain: maybe(flag),
  temperature: number(0, 100),
  topK: whole(0, largestId),
  guidance: number(0, 100),
  copies,
  begun: maybe(list(whole(0, largestId), 256)),
});

const share = number(0, 1);

export const dreamRequest = fields<DreamRequest>({
  family: oneOf(['diffusion']),
  prompt,
  seed,
  explain: maybe(flag),
  steps: whole(1, 1000),
  guidance: number(0, 100),
  guidedShare: maybe(share),
  sampler: oneOf(samplerNames),
  negative: maybe(prompt),
  start: maybe(
    fields<StartPicture>({ picture: pixelsSchema, strength: share, mask: maybe(pixelsSchema) }),
  ),
  toward: maybe(fields<Toward>({ prompt: maybe(prompt), seed: maybe(seed), share })),
  turn: maybe(fields<{ step: number; prompt: string }>({ step: whole(0, 1000), prompt })),
  swift: maybe(flag),
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
  ended: oneOf(['model', 'limit', 'stop']),
  others: maybe(list(text(200_000), 63)),
});

const ranked = fields<Ranked>({ copy: whole(0, 63), logLikelihood: number(-1e6, 0) });

const pictureResult = fields<PictureResult>({
  kind: oneOf(['picture']),
  picture: pixelsSchema,
  ranking: maybe(distinct(list(ranked, 64), (one) => one.copy)),
});

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

const stage = fields<StageEvent>({
  type: oneOf(['stage']),
  family,
  stage: text(longestName),
  inputs: list(note, 512),
  outputs: list(note, 512),
  placement: maybe(placementSchema),
  elapsedMs: milliseconds,
});

const token = fields<TokenEvent>({
  type: oneOf(['token']),
  copy,
  index: whole(0, 4095),
  id: whole(0, largestId),
  text: text(longestName),
  probability,
  candidates,
  kept: maybe(whole(1, largestId)),
  elapsedMs: milliseconds,
});

const code = fields<CodeEvent>({
  type: oneOf(['code']),
  copy,
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
  copy,
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
