import { details, sentenceOfDetail, type Detail } from './detail.ts';

/** The things that happen to a run: each kind has one sentence for the person and one next step. */
export const failureKinds = [
  'aborted',
  'badInput',
  'packMissing',
  'packBroken',
  'outOfMemory',
  'workerDied',
  'unsupported',
  'unreadable',
  'notAllowed',
  'internal',
] as const;
export type FailureKind = (typeof failureKinds)[number];

interface Words {
  sentence: string;
  next: string;
}

/** In English; the page says the same in its other languages. */
export const failureWords: Record<FailureKind, Words> = {
  aborted: { sentence: 'Stopped.', next: 'Press Run to start again.' },
  badInput: { sentence: 'I cannot work with that prompt.', next: 'Try one of the suggestions.' },
  packMissing: {
    sentence: 'A file of this model is missing.',
    next: 'Put the models folder back beside the page, then press Retry.',
  },
  packBroken: {
    sentence: 'A file of this model is damaged.',
    next: 'Copy the models folder again, then press Retry.',
  },
  outOfMemory: {
    sentence: 'There is not enough memory for this model.',
    next: 'Close other tabs, then press Retry.',
  },
  workerDied: {
    sentence: 'This model stopped unexpectedly.',
    next: 'Press Retry; the other models go on.',
  },
  unsupported: {
    sentence: 'This browser cannot run the models.',
    next: 'Open this page in a current Chrome, Edge, Firefox or Safari.',
  },
  unreadable: {
    sentence: 'I cannot read that.',
    next: 'Choose a run or a picture that was saved here.',
  },
  notAllowed: {
    sentence: 'Those words are not allowed here.',
    next: 'Choose from what is offered.',
  },
  internal: {
    sentence: 'Something in this model went wrong.',
    next: 'Press Retry.',
  },
};

/**
 * A thing that happened, told by its kind; the detail says which file, which value, in one clause. A
 * detail given as a text (what a runtime said) is shown as it is in every language.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /** In English. */
  readonly detail: string;
  /** The detail as data, where it is one of ours. */
  readonly told: Detail | null;

  constructor(kind: FailureKind, detail: Detail | string = '') {
    const text = typeof detail === 'string' ? detail : sentenceOfDetail(details, detail);
    const { sentence } = failureWords[kind];
    super(text === '' ? sentence : `${sentence} ${text}`);
    this.kind = kind;
    this.detail = text;
    this.told = typeof detail === 'string' ? null : detail;
  }

  get sentence(): string {
    return failureWords[this.kind].sentence;
  }

  get next(): string {
    return failureWords[this.kind].next;
  }
}

/** Any thrown value as a Failure: an abort stays an abort, memory and unknown errors are told apart. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof Error) {
    if (thrown.name === 'AbortError') return new Failure('aborted');
    if (/out of memory|allocation failed|bad_alloc/i.test(thrown.message)) {
      return new Failure('outOfMemory');
    }
    return new Failure('internal', thrown.message);
  }
  return new Failure('internal', String(thrown));
}
