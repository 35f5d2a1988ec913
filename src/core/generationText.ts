import { why } from './detail.ts';
import { Failure } from './failure.ts';
import { known, type Recipe } from './recipe.ts';
import type { DreamRequest, PaintRequest, SamplerName } from './run.ts';

/** The samplers as AUTOMATIC1111's web UI names them. */
const samplerTitles: Record<SamplerName, string> = {
  ddim: 'DDIM',
  euler: 'Euler',
  eulerAncestral: 'Euler a',
  dpm2m: 'DPM++ 2M',
  dpm2mKarras: 'DPM++ 2M Karras',
  dpm2mSde: 'DPM++ 2M SDE',
  dpm2mSdeKarras: 'DPM++ 2M SDE Karras',
  lcm: 'LCM',
  pndm: 'PLMS',
};

const dreamModel = 'Windowsill Stable Diffusion';
const paintModel = 'Windowsill DALL-E';
const longestText = 100_000;

/**
 * What a picture was made with, in the form of AUTOMATIC1111's "parameters": the prompt, then
 * `Steps: 20, Sampler: Euler, CFG scale: 3, Seed: 7, Size: 512x512, Model: ...` on the last line.
 */
export function generationText(
  prompt: string,
  request: DreamRequest | PaintRequest,
  side: number,
): string {
  const size = `${side}x${side}`;
  const pairs =
    request.family === 'diffusion'
      ? [
          ['Steps', request.steps],
          ['Sampler', samplerTitles[request.sampler]],
          ['CFG scale', request.guidance],
          ['Seed', request.seed],
          ['Size', size],
          ['Model', dreamModel],
          ...furtherPairs(request),
        ]
      : [
          ['CFG scale', request.guidance],
          ['Seed', request.seed],
          ['Size', size],
          ['Model', paintModel],
          ['Temperature', request.temperature],
          ['Top K', request.topK],
          ...given([
            ['Copies', request.copies],
            ['Begun', request.begun?.join('.')],
          ]),
        ];
  const negative = request.family === 'diffusion' ? request.negative : undefined;
  const middle = negative === undefined ? '' : `Negative prompt: ${negative}\n`;
  return `${prompt}\n${middle}${pairs.map(([name, value]) => `${name}: ${value}`).join(', ')}`;
}

/** The names that AUTOMATIC1111's web UI has for them, where it has. */
function furtherPairs({ guidedShare, start, toward, turn }: DreamRequest) {
  return given([
    ['Guided share', guidedShare],
    ['Denoising strength', start?.strength],
    ['Variation seed', toward?.seed],
    ['Variation seed strength', toward?.share],
    ['Toward', quoted(toward?.prompt)],
    ['Turn step', turn?.step],
    ['Turn', quoted(turn?.prompt)],
  ]);
}

type Pair<T> = readonly [name: string, value: T];

/** The pairs that have a value. */
function given(pairs: readonly Pair<string | number | undefined>[]): Pair<string | number>[] {
  return pairs.filter((pair): pair is Pair<string | number> => pair[1] !== undefined);
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}

/** What was quoted; undefined where there is nothing that can be read. */
function unquoted(value: string | undefined): string | undefined {
  try {
    const text: unknown = JSON.parse(value ?? '');
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads such a text, of ours or of another program: what is said of prompt, seed and settings, the
 * rest passed over. An `unreadable` Failure where it names no seed.
 */
export function recipeOfText(parameters: string): Recipe {
  const lines = parameters.slice(0, longestText).trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  const pairs = pairsOf(last);
  const seed = numberIn(pairs.get('Seed'), 0, 0xffff_ffff);
  if (seed === undefined || !Number.isInteger(seed)) {
    throw new Failure('unreadable', why('pictureWithoutSeed'));
  }
  const negative = lines.findIndex((line) => line.startsWith('Negative prompt:'));
  const prompt = lines.slice(0, negative < 0 ? -1 : negative).join('\n');
  const guidance = numberIn(pairs.get('CFG scale'), 0, 100);
  const isPainting = pairs.get('Model') === paintModel;
  return {
    prompt,
    seed,
    write: {},
    paint: isPainting
      ? known({
          guidance,
          temperature: numberIn(pairs.get('Temperature'), 0, 100),
          topK: numberIn(pairs.get('Top K'), 0, 1e6),
          copies: wholeIn(pairs.get('Copies'), 1, 64),
          begun: codesIn(pairs.get('Begun')),
        })
      : {},
    dream: isPainting
      ? {}
      : known({
          guidance,
          steps: numberIn(pairs.get('Steps'), 1, 1000),
          sampler: samplerOf(pairs.get('Sampler'), pairs.get('Schedule type')),
          negative:
            negative < 0
              ? undefined
              : lines
                  .slice(negative, -1)
                  .join('\n')
                  .replace(/^Negative prompt:\s*/, ''),
          ...furtherOf(pairs),
        }),
  };
}

function furtherOf(pairs: ReadonlyMap<string, string>) {
  const share = numberIn(pairs.get('Variation seed strength'), 0, 1);
  const [seed, step] = ['Variation seed', 'Turn step'].map((name) => {
    return numberIn(pairs.get(name), 0, 0xffff_ffff);
  });
  const [toward, turn] = ['Toward', 'Turn'].map((name) => unquoted(pairs.get(name)));
  return {
    guidedShare: numberIn(pairs.get('Guided share'), 0, 1),
    strength: numberIn(pairs.get('Denoising strength'), 0, 1),
    toward: share === undefined ? undefined : { ...known({ prompt: toward, seed }), share },
    turn:
      turn === undefined || step === undefined || step > 1000 ? undefined : { prompt: turn, step },
  };
}

/** `Name: value, Name: "value, with commas"`. */
function pairsOf(line: string): Map<string, string> {
  const found = line.matchAll(/(?:^|,)\s*(\w[\w /-]{0,60}):\s*("(?:\\.|[^\\"])*"|[^,]*)/g);
  return new Map(Array.from(found, ([, name = '', value = '']) => [name, value.trim()]));
}

function numberIn(value: string | undefined, min: number, max: number): number | undefined {
  if (value === undefined || !/^\d{1,10}(\.\d{1,10})?$/.test(value)) return undefined;
  const number = Number(value);
  return number >= min && number <= max ? number : undefined;
}

function wholeIn(value: string | undefined, min: number, max: number): number | undefined {
  const number = numberIn(value, min, max);
  return Number.isInteger(number) ? number : undefined;
}

/** Numbers of tiles with dots between them; none where one of them cannot be read. */
function codesIn(value: string | undefined): number[] | undefined {
  const codes = value?.split('.').map((code) => wholeIn(code, 0, 0x7fff_ffff)) ?? [];
  const isRead = codes.length > 0 && codes.length <= 256 && !codes.includes(undefined);
  return isRead ? codes.filter((code) => code !== undefined) : undefined;
}

/** Newer versions name the Karras spacing apart, as "Schedule type". */
function samplerOf(title: string | undefined, schedule: string | undefined) {
  const whole = schedule === 'Karras' ? `${title ?? ''} Karras` : title;
  const entries = Object.entries(samplerTitles) as [SamplerName, string][];
  return entries.find(([, known]) => known === whole)?.[0];
}
