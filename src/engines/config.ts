import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';

/** A JSON file of a pack, read field by field; a field that is missing or odd is a `packBroken` Failure. */
export class ConfigReader {
  readonly #file: string;
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(file: string, value: unknown) {
    this.#file = file;
    this.#fields = new Map(
      typeof value === 'object' && value !== null ? Object.entries(value) : [],
    );
  }

  /** The first of some names that is there, as a finite number. */
  number(...names: readonly string[]): number {
    const value = names.map((name) => this.#fields.get(name)).find((found) => found !== undefined);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return this.#refuse(names.join(' or '), value);
  }

  /** A number, or null where there is no such field. */
  optionalNumber(name: string): number | null {
    return this.#fields.has(name) ? this.number(name) : null;
  }

  /** A number, or a list of one at least. */
  oneOrMore(name: string): [number, ...number[]] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) return [this.number(name)];
    const [first, ...others] = this.#list(value, name, value.length);
    return first === undefined ? this.#refuse(name, value) : [first, ...others];
  }

  /** A list of `length` numbers. */
  numbers(name: string, length: number): number[] {
    return this.#list(this.#fields.get(name), name, length);
  }

  /** `rows` lists of `length` numbers. */
  table(name: string, rows: number, length: number): number[][] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value) || value.length !== rows) return this.#refuse(name, value);
    return value.map((row: unknown) => this.#list(row, name, length));
  }

  /** The texts of a list that lies within other objects; none where it is not there. */
  textsWithin(...path: readonly string[]): string[] {
    let value: unknown = Object.fromEntries(this.#fields);
    for (const name of path) value = (Object(value) as Record<string, unknown>)[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  #list(value: unknown, name: string, length: number): number[] {
    const isNumber = (item: unknown): item is number => typeof item === 'number';
    const good = Array.isArray(value) && value.length === length && value.every(isNumber);
    return good ? value : this.#refuse(name, value);
  }

  #refuse(name: string, value: unknown): never {
    const shown = (JSON.stringify(value) as string | undefined) ?? 'missing';
    throw new Failure('packBroken', why('oddValue', this.#file, name, shown.slice(0, 60)));
  }
}
