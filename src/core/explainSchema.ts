import type {
  CanvasExplained,
  CellGlimpse,
  CellsExplained,
  CodebookExplained,
  CrossAttention,
  ExplainEvent,
  StepExplained,
  TokenGlimpse,
  TokensExplained,
  WordsExplained,
} from './explain.ts';
import { candidates, longestName, pixelsSchema } from './pieceSchemas.ts';
import { families, type Family } from './run.ts';
import {
  amiss,
  distinct,
  fields,
  list,
  number,
  oneOf,
  record,
  text,
  whole,
  type Schema,
} from './schema.ts';

const layers = whole(0, 64);
const heads = whole(0, 64);
const tokens = whole(0, 4096);
const side = whole(1, 512);
const type = oneOf(['explain']);

const floats: Schema<Float32Array<ArrayBuffer>> = (value, where) =>
  value instanceof Float32Array ? (value as Float32Array<ArrayBuffer>) : amiss(where, value);
const ids = distinct<Int32Array<ArrayBuffer>>(
  (value, where) =>
    value instanceof Int32Array ? (value as Int32Array<ArrayBuffer>) : amiss(where, value),
  (id) => id,
);
const bytes: Schema<Uint8Array<ArrayBuffer>> = (value, where) =>
  value instanceof Uint8Array ? (value as Uint8Array<ArrayBuffer>) : amiss(where, value);

function orNull<T>(of: Schema<T>): Schema<T | null> {
  return (value, where) => (value === null ? null : of(value, where));
}

/** What `of` says, whose arrays are as long as its own sizes say. */
function sized<T>(
  of: Schema<T>,
  lengths: (value: T) => [array: ArrayLike<unknown>, length: number][],
) {
  return (value: unknown, where: string): T => {
    const parsed = of(value, where);
    for (const [array, length] of lengths(parsed)) {
      if (array.length !== length) amiss(`${where}, a list,`, `${array.length} long`);
    }
    return parsed;
  };
}

const words = sized(
  fields<WordsExplained>({
    type,
    family: oneOf(families),
    kind: oneOf(['words']),
    tokens,
    states: floats,
    stateLayers: layers,
    width: whole(0, 65_536),
    attention: floats,
    layers,
    heads,
  }),
  (event) => [
    [event.states, event.stateLayers * event.tokens * event.width],
    [event.attention, event.layers * event.heads * event.tokens ** 2],
  ],
);

const tokenGlimpse = sized(
  fields<TokenGlimpse>({
    index: tokens,
    from: tokens,
    to: tokens,
    attention: floats,
    layers,
    heads,
    lens: list(candidates, 64),
    logits: floats,
    ids,
    texts: list(text(longestName), 4096),
  }),
  (glimpse) => [
    [glimpse.attention, glimpse.layers * glimpse.heads * glimpse.from * glimpse.to],
    [glimpse.ids, glimpse.logits.length],
  ],
);

const cellGlimpse = sized(
  fields<CellGlimpse>({
    index: whole(0, 255),
    layers,
    words: floats,
    cells: floats,
    ids,
    withPrompt: floats,
    withoutPrompt: floats,
  }),
  (glimpse) => [
    [glimpse.cells, glimpse.layers * (1 + glimpse.index)],
    [glimpse.withPrompt, glimpse.ids.length],
    [glimpse.withoutPrompt, glimpse.withoutPrompt.length === 0 ? 0 : glimpse.ids.length],
  ],
);

const crossAttention = sized(fields<CrossAttention>({ side, tokens, weights: floats }), (layer) => [
  [layer.weights, layer.side ** 2 * (layer.tokens + 1)],
]);

const guideMap = sized(
  fields<NonNullable<StepExplained['map']>>({ side, classes: bytes, sureness: floats }),
  (map) => [
    [map.classes, map.side ** 2],
    [map.sureness, map.side ** 2],
  ],
);

const colours = fields<CanvasExplained['colours']>({
  factors: list(list(number(), 3), 64),
  bias: list(number(), 3),
});

const dalle = oneOf(['dalle']);
const diffusion = oneOf(['diffusion']);
const schemas: Record<Family, Record<string, Schema<ExplainEvent>>> = {
  gpt2: {
    words,
    tokens: fields<TokensExplained>({
      type,
      family: oneOf(['gpt2']),
      kind: oneOf(['tokens']),
      glimpses: list(tokenGlimpse, 4096),
    }),
  },
  dalle: {
    words,
    codebook: sized(
      fields<CodebookExplained>({
        type,
        family: dalle,
        kind: oneOf(['codebook']),
        size: whole(1, 64),
        rgb: bytes,
      }),
      ({ rgb, size }) => [[rgb, Math.floor(rgb.length / (size * size * 3)) * size * size * 3]],
    ),
    cells: fields<CellsExplained>({
      type,
      family: dalle,
      kind: oneOf(['cells']),
      glimpses: list(cellGlimpse, 256),
    }),
  },
  diffusion: {
    words,
    canvas: fields<CanvasExplained>({
      type,
      family: diffusion,
      kind: oneOf(['canvas']),
      channels: whole(1, 64),
      side,
      colours,
      classNames: list(text(longestName), 256),
    }),
    step: fields<StepExplained>({
      type,
      family: diffusion,
      kind: oneOf(['step']),
      step: whole(0, 1001),
      latent: floats,
      withPrompt: pixelsSchema,
      withoutPrompt: orNull(pixelsSchema),
      attention: list(crossAttention, 64),
      map: orNull(guideMap),
    }),
  },
};

/** One `explain` event of a family's run, or an `unreadable` Failure. */
export function explainEvent(family: Family): Schema<ExplainEvent> {
  return (value, where) => {
    const { kind } = record(value, where);
    const schema = typeof kind === 'string' ? schemas[family][kind] : undefined;
    return schema === undefined ? amiss(`${where}.kind`, kind) : schema(value, where);
  };
}
