import { families, type Family } from '../core/run.ts';
import type { ModeName } from '../lesson/modes.ts';
import { most, planOf, type ClassPlan, type PromptRule } from './plan.ts';

/** A plan as it stands in the form, whole or not. */
export interface Draft {
  name: string;
  languages: string[];
  modes: ModeName[];
  models: Family[];
  rule: PromptRule['kind'];
  childSafe: boolean;
  /** One sentence a line. */
  list: string;
  quizLength: number;
  logs: boolean;
  logName: string;
  logDays: number;
}

export function emptyDraft(): Draft {
  return {
    name: '',
    languages: [],
    modes: [],
    models: [...families],
    rule: 'free',
    childSafe: true,
    list: '',
    quizLength: 6,
    logs: false,
    logName: '',
    logDays: 14,
  };
}

/** The form filled with a plan. */
export function draftOf(plan: ClassPlan): Draft {
  const { prompts, log } = plan;
  return {
    name: plan.name,
    languages: [...plan.languages],
    modes: [...plan.modes],
    models: [...plan.models],
    rule: prompts.kind,
    childSafe: prompts.kind !== 'free' || prompts.childSafe,
    list: prompts.kind === 'list' ? prompts.prompts.join('\n') : '',
    quizLength: plan.quizLength,
    logs: log !== undefined,
    logName: log?.name ?? '',
    logDays: log?.days ?? 14,
  };
}

/** The plan of a form, or what it still lacks. */
export function planOfDraft(
  draft: Draft,
): { plan: ClassPlan } | { amiss: 'name' | 'models' | 'list' | 'log' } {
  const lines = draft.list.split('\n').map((line) => line.trim().slice(0, most.prompt).trim());
  const sentences = [...new Set(lines)].filter((line) => line !== '');
  if (draft.name.trim() === '') return { amiss: 'name' };
  if (draft.models.length === 0) return { amiss: 'models' };
  if (draft.rule === 'list' && (sentences.length === 0 || sentences.length > most.prompts)) {
    return { amiss: 'list' };
  }
  if (draft.logs && draft.logName.trim() === '') return { amiss: 'log' };
  const { name, languages, modes, models, quizLength } = draft;
  const log = draft.logs ? { log: { name: draft.logName, days: draft.logDays } } : {};
  const prompts = ruleOf(draft, sentences);
  return { plan: planOf({ name, languages, modes, models, prompts, quizLength, ...log }) };
}

function ruleOf({ rule, childSafe }: Draft, prompts: string[]): PromptRule {
  switch (rule) {
    case 'free':
      return { kind: 'free', childSafe };
    case 'world':
      return { kind: 'world' };
    case 'list':
      return { kind: 'list', prompts };
  }
}
