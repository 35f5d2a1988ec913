import { why } from './detail.ts';
import { Failure } from './failure.ts';

/** Turns a value from outside into a trusted one, or throws an `unreadable` Failure that says where it is amiss. */
export type Schema<T> = (value: unknown, where: string) => T;

export type Parsed<S> = S extends Schema<infer T> ? T : never;

export function amiss(where: string, value: unknown): never {
  const shown = brief(value);
  const detail = shown === '' ? why('emptyField', where) : why('oddField', where, shown);
  throw new Failure('unreadable', detail);
}

/** A value in few signs that read alike in every language; '' for none. */
function brief(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? '[…]' : '{…}';
  return (value as string | number | boolean).toString().slice(0, 60);
}

/** A finite number in [min, max]. */
export function number(min = -Number.MAX_VALUE, max = Number.MAX_VALUE): Schema<number> {
  return (value, where) =>
    typeof value === 'number' && value >= min && value <= max ? value : amiss(where, value);
}

/** A whole number in [min, max]. */
export function whole(min: number, max: number): Schema<number> {
  return (value, where) =>
    Number.isInteger(value) ? number(min, max)(value, where) : amiss(where, value);
}

/** A text of at most `longest` UTF-16 units. */
export function text(longest: number): Schema<string> {
  return (value, where) =>
    typeof value === 'string' && value.length <= longest ? value : amiss(where, value);
}

export const flag: Schema<boolean> = (value, where) =>
  typeof value === 'boolean' ? value : amiss(where, value);

export function oneOf<const T extends string | number | boolean>(choices: readonly T[]): Schema<T> {
  return (value, where) => choices.find((choice) => choice === value) ?? amiss(where, value);
}

/** At most `most` values of one kind. */
export function list<T>(of: Schema<T>, most: number): Schema<T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length > most) amiss(where, value);
    return value.map((item: unknown, index) => of(item, `${where}[${index}]`));
  };
}

/** Values of which no two have the same key: the page tells them apart by it. */
export function distinct<L extends ArrayLike<unknown>>(
  of: Schema<L>,
  key: (item: L[number]) => unknown,
): Schema<L> {
  return (value, where) => {
    const items = of(value, where);
    const keys = new Set(Array.from(items, key));
    if (keys.size < items.length) throw new Failure('unreadable', why('doubledField', where));
    return items;
  };
}

export function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) amiss(where, value);
  return value as Readonly<Record<string, unknown>>;
}

/** An object with these fields; what else it holds is left behind, and so are absent `maybe` fields. */
export function fields<T extends object>(of: { [K in keyof T]-?: Schema<T[K]> }): Schema<T> {
  return (value, where) => {
    const raw = record(value, where);
    const parsed = Object.entries<Schema<unknown>>(of).map(
      ([name, schema]) => [name, schema(raw[name], `${where}.${name}`)] as const,
    );
    return Object.fromEntries(parsed.filter(([, field]) => field !== undefined)) as T;
  };
}

/** A field that may be absent. */
export function maybe<T>(of: Schema<T>): Schema<T> {
  return (value, where) => (value === undefined ? (undefined as T) : of(value, where));
}
