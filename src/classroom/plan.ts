import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import { families, type Family } from '../core/run.ts';
import {
  amiss,
  fields,
  flag,
  list,
  maybe,
  oneOf,
  record,
  text,
  whole,
  type Schema,
} from '../core/schema.ts';
import { modeNames, type ModeName } from '../lesson/modes.ts';

/** What a pupil may ask the models for. */
export type PromptRule =
  /** Any words; with `childSafe` those that are not on the word list are left out. */
  | { kind: 'free'; childSafe: boolean }
  /** The picture keyboard: only what the models can draw. */
  | { kind: 'world' }
  /** These sentences and no others. */
  | { kind: 'list'; prompts: readonly string[] };

/** What a teacher decided for a class: all that a copy of the page needs to know. */
export interface ClassPlan {
  name: string;
  /** Codes of the languages offered; none means all. */
  languages: readonly string[];
  /** The modes of the lesson that are offered; none means all. */
  modes: readonly ModeName[];
  models: readonly Family[];
  prompts: PromptRule;
  /** Questions in a quiz. */
  quizLength: number;
  /** Where the school's rules ask for a log of prompts: who it is for and how long it is kept. */
  log?: { name: string; days: number };
}

export const most = { name: 80, prompts: 40, prompt: 160, questions: 30, days: 365 };
/** The longest link of a class: longer addresses are cut by some programs. */
const longestFragment = 12_000;
const largestFile = 100_000;
const opening = '#class=';
const sort = 'windowsill class 1';

/** A text with something in it. */
const said =
  (longest: number): Schema<string> =>
  (value, where) => {
    const words = text(longest)(value, where).trim();
    return words === '' ? amiss(where, '') : words;
  };

/** A list with each of its values once. */
const once =
  <T>(of: Schema<T[]>): Schema<T[]> =>
  (value, where) => [...new Set(of(value, where))];

const ruleOf: Schema<PromptRule> = (value, where) => {
  const { kind } = record(value, where);
  switch (kind) {
    case 'free':
      return fields<PromptRule & { kind: 'free' }>({ kind: oneOf(['free']), childSafe: flag })(
        value,
        where,
      );
    case 'world':
      return { kind };
    case 'list': {
      const rule = fields<PromptRule & { kind: 'list' }>({
        kind: oneOf(['list']),
        prompts: once(list(said(most.prompt), most.prompts)),
      })(value, where);
      return rule.prompts.length === 0 ? amiss(`${where}.prompts`, '') : rule;
    }
    default:
      return amiss(`${where}.kind`, kind);
  }
};

const code: Schema<string> = (value, where) =>
  typeof value === 'string' && /^[a-z]{2,3}$/.test(value) ? value : amiss(where, value);

const planSchema = fields<ClassPlan>({
  name: said(most.name),
  languages: once(list(code, 30)),
  modes: once(list(oneOf(modeNames), modeNames.length)),
  models: once(list(oneOf(families), families.length)),
  prompts: ruleOf,
  quizLength: whole(3, most.questions),
  log: maybe(fields({ name: said(most.name), days: whole(1, most.days) })),
});

/** A plan from outside, or an `unreadable` Failure that says what is amiss. */
export function planOf(value: unknown): ClassPlan {
  const plan = planSchema(value, 'class');
  if (plan.models.length === 0) amiss('class.models', '');
  return plan;
}

/** The fragment of a link to a class, with its "#". */
export function fragmentOfPlan(plan: ClassPlan): string {
  const bytes = new TextEncoder().encode(JSON.stringify(planOf(plan)));
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return opening + letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The class in a fragment; null where the fragment is none, an `unreadable` Failure where it is broken. */
export function planOfFragment(fragment: string): ClassPlan | null {
  if (!fragment.startsWith(opening)) return null;
  if (fragment.length > longestFragment) throw new Failure('unreadable', why('linkLong'));
  try {
    const letters = fragment.slice(opening.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return planOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure('unreadable', why('linkDamaged'));
  }
}

/** The file of a class: JSON that says what it is. */
export function fileOfPlan(plan: ClassPlan): string {
  return `${JSON.stringify({ is: sort, ...planOf(plan) }, null, 2)}\n`;
}

/** Reads such a file, or an `unreadable` Failure. */
export function planOfFile(file: string): ClassPlan {
  return planOf(fileOfSort(file, sort));
}

/** What a file of a class or of results says; one too large for either is an `unreadable` Failure, unread. */
export async function textOfFile(file: Blob): Promise<string> {
  if (file.size > largestFile) throw new Failure('unreadable', why('fileLarge'));
  return file.text();
}

/** The JSON of a file that names its sort in `is`; an `unreadable` Failure for every other file. */
export function fileOfSort(file: string, sort: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch {
    throw new Failure('unreadable', why('fileDamaged'));
  }
  if (record(json, 'file')['is'] !== sort) {
    throw new Failure('unreadable', why('otherSort'));
  }
  return json;
}
