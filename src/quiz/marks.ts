import { fields, number, record, text, whole, type Schema } from '../core/schema.ts';

/** Where the card of one question stands: its box, and when it is due, in milliseconds of the epoch. */
export interface Card {
  /** 0 was missed last; the last is known well. */
  box: number;
  dueAt: number;
}

/** What is remembered of a learner's answers. */
export interface Marks {
  answered: number;
  right: number;
  /** By the id of the question; those never answered have none. */
  cards: Readonly<Record<string, Card>>;
}

const day = 24 * 60 * 60 * 1000;
/** How long a card rests in each box (Leitner, 1972: each about twice as long as the one before). */
const rests = [0, day, 3 * day, 7 * day, 16 * day];
const lastBox = rests.length - 1;
/** Cards in the last two boxes count as known. */
const knownFrom = lastBox - 1;

export const noMarks: Marks = { answered: 0, right: 0, cards: {} };

const card = fields<Card>({ box: whole(0, lastBox), dueAt: number(0, 1e15) });

const cards: Schema<Marks['cards']> = (value, where) =>
  Object.fromEntries(
    Object.entries(record(value, where))
      .slice(0, 500)
      .map(([id, each]) => [text(60)(id, where), card(each, `${where}.${id}`)]),
  );

export const marksSchema = fields<Marks>({
  answered: whole(0, 1e6),
  right: whole(0, 1e6),
  cards,
});

/** After one answer: a right one moves the card a box on, a wrong one back to the first, due at once. */
export function marked(marks: Marks, id: string, isRight: boolean, now: number): Marks {
  const box = isRight ? Math.min(lastBox, (marks.cards[id]?.box ?? 0) + 1) : 0;
  return {
    answered: marks.answered + 1,
    right: marks.right + (isRight ? 1 : 0),
    cards: { ...marks.cards, [id]: { box, dueAt: now + (rests[box] ?? 0) } },
  };
}

/** The questions whose cards are in the first box: those missed last time. */
export function missedIds({ cards: all }: Marks): string[] {
  return Object.entries(all).flatMap(([id, { box }]) => (box === 0 ? [id] : []));
}

/** Those of the questions that are due, lowest box first; what was never asked is due too, after what was missed. */
export function dueIds(marks: Marks, ids: readonly string[], now: number): string[] {
  const order = (id: string): number => marks.cards[id]?.box ?? 0.5;
  return ids
    .filter((id) => (marks.cards[id]?.dueAt ?? 0) <= now)
    .sort((a, b) => order(a) - order(b));
}

/** When the next of the questions is due, in milliseconds of the epoch; null where one is due at once or there is none. */
export function nextDue(marks: Marks, ids: readonly string[], now: number): number | null {
  const times = ids.map((id) => marks.cards[id]?.dueAt ?? 0);
  const next = Math.min(...times);
  return times.length === 0 || next <= now ? null : next;
}

/** How many of the questions are known well. */
export function knownCount({ cards: all }: Marks, ids: readonly string[]): number {
  return ids.filter((id) => (all[id]?.box ?? 0) >= knownFrom).length;
}
