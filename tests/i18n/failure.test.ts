import { afterEach, describe, expect, it } from 'vitest';
import { failed, fromWire } from '../../src/bridge/wire.ts';
import { why } from '../../src/core/detail.ts';
import { Failure, failureKinds } from '../../src/core/failure.ts';
import { told } from '../../src/i18n/failure.ts';
import { language } from '../../src/i18n/words.svelte.ts';

afterEach(() => language.choose('en'));

describe('a failure', () => {
  it('that crossed from a worker is told in the language of the page', async () => {
    const crossed = structuredClone(
      failed(new Failure('packMissing', why('notThere', 'gpt2/model.onnx'))),
    );
    const outcome = fromWire(crossed);
    if (outcome.status !== 'failed') throw new Error(outcome.status);
    expect(told(outcome.failure).detail).toBe('gpt2/model.onnx is not there.');
    await language.choose('es');
    expect(told(outcome.failure)).toMatchObject({
      sentence: 'Falta un archivo de este modelo.',
      detail: 'gpt2/model.onnx no está.',
    });
  });

  it('keeps what a runtime said as it was said', async () => {
    await language.choose('fr');
    expect(told(new Failure('internal', 'bad_node')).detail).toBe('bad_node');
  });

  it('says nothing of a detail that no language knows', () => {
    const foreign = { code: 'toString', values: [] } as never;
    expect(new Failure('internal', foreign).detail).toBe('');
  });

  it('has a sentence and a next step for each kind in each language', async () => {
    for (const { code } of language.all) {
      await language.choose(code);
      for (const kind of failureKinds) {
        const { sentence, next } = told(new Failure(kind));
        expect([code, kind, /\p{L}.*[.!]$/u.test(sentence), /\p{L}.*[.!]$/u.test(next)]).toEqual([
          code,
          kind,
          true,
          true,
        ]);
      }
    }
  });
});
