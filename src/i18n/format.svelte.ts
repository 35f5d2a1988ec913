import { language } from './words.svelte.ts';

/** A number as it is written in the language of the page: "1,234.5", "1234,5", "1 234,5". */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language.now, options).format(value);
}

function withDigits(value: number, fractionDigits: number): string {
  return number(value, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
}

/** In MB, from a thousand on in GB. */
export function storageSize(bytes: number): string {
  if (bytes < 1e9) return megabytes(bytes);
  return number(bytes / 1e9, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 0 });
}

/** "24.8 MB", "24,8 Mo"; from 10 on without a fraction. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  const digits = mb < 10 ? 1 : 0;
  return number(mb, {
    style: 'unit',
    unit: 'megabyte',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Whole seconds as "9 s", "1 min 20 s", "2 h 42 min". */
function inUnits(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "850 ms", "5.4 s", "1 min 20 s": the signs of the units are the same in every language. */
export function duration(ms: number): string {
  if (ms < 100) return `${withDigits(ms, ms < 10 ? 1 : 0)} ms`;
  if (ms < 10_000) return `${withDigits(ms / 1000, 1)} s`;
  return inUnits(Math.round(ms / 1000));
}

/** A time to come, in whole seconds: "9 s". */
export function wholeSeconds(ms: number): string {
  return inUnits(Math.ceil(ms / 1000));
}

/** A share in [0, 1]: "41 %", "< 1 %". */
export function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? '< 1 %' : `${number(Math.round(value))} %`;
}

/** What spreadsheets of the language split a line at: where the comma is for decimals, the semicolon. */
export function listSeparator(): ',' | ';' {
  return number(0.5).includes(',') ? ';' : ',';
}

/** "24 November 2026", as the language writes it. */
export function date(when: Date): string {
  return new Intl.DateTimeFormat(language.now, { dateStyle: 'long' }).format(when);
}

/** "red, green and blue", as the language joins. */
export function listing(items: readonly string[]): string {
  return new Intl.ListFormat(language.now, { type: 'conjunction' }).format(items);
}
