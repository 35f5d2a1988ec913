/** A row of a table for a spreadsheet. */
export type CsvRow = readonly (string | number)[];

/**
 * Rows as CSV (RFC 4180) with a byte-order mark, by which spreadsheets know UTF-8. A text that a
 * spreadsheet would take for a formula is led in by an apostrophe (OWASP, "CSV injection"), and so is
 * what would be one where a spreadsheet splits lines at another separator than this one.
 */
export function csvOf(rows: readonly CsvRow[], separator: ',' | ';'): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return value.toString();
  const harmless = value.replace(/^(?=[\t\r])|(?<=^|[",;\t\r\n])(?=\s*[=+\-@])/g, "'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
