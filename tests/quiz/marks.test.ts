import { describe, expect, it } from 'vitest';
import {
  dueIds,
  knownCount,
  marked,
  marksSchema,
  missedIds,
  nextDue,
  noMarks,
} from '../../src/quiz/marks.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 24);

describe('a card', () => {
  it('rests longer each time it was known, and is due at once when it was missed', () => {
    let marks = noMarks;
    let at = now;
    const rests: number[] = [];
    for (let time = 0; time < 5; time++) {
      marks = marked(marks, 'a', true, at);
      rests.push(((nextDue(marks, ['a'], at) ?? at) - at) / day);
      at += 100 * day;
    }
    expect(rests).toEqual([1, 3, 7, 16, 16]);
    marks = marked(marks, 'a', false, at);
    expect(dueIds(marks, ['a'], at)).toEqual(['a']);
    expect(missedIds(marks)).toEqual(['a']);
    expect(marks).toMatchObject({ answered: 6, right: 5 });
  });

  it('comes before the new ones if it was missed, and not before its time if it was known', () => {
    const marks = marked(marked(noMarks, 'known', true, now), 'missed', false, now);
    expect(dueIds(marks, ['new', 'known', 'missed'], now)).toEqual(['missed', 'new']);
    expect(dueIds(marks, ['new', 'known', 'missed'], now + 2 * day)).toEqual([
      'missed',
      'new',
      'known',
    ]);
    expect(nextDue(marks, ['known'], now)).toBe(now + day);
    expect(nextDue(marks, [], now)).toBeNull();
  });

  it('counts as known after three right answers in a row', () => {
    let marks = noMarks;
    for (const right of [true, true, true]) marks = marked(marks, 'a', right, now);
    expect(knownCount(marks, ['a', 'b'])).toBe(1);
    expect(knownCount(marked(marks, 'a', false, now), ['a'])).toBe(0);
  });
});

it('what storage gives back is read as it was kept, and refused where it is amiss', () => {
  const marks = marked(noMarks, 'softmax', true, now);
  expect(marksSchema(JSON.parse(JSON.stringify(marks)), 'quiz')).toEqual(marks);
  for (const amiss of [
    null,
    { answered: -1, right: 0, cards: {} },
    { answered: 1, right: 0, cards: { a: { box: 9, dueAt: 0 } } },
    { answered: 1, right: 0, cards: { a: { box: 1, dueAt: '<b>' } } },
  ]) {
    expect(() => marksSchema(amiss, 'quiz')).toThrow();
  }
});
