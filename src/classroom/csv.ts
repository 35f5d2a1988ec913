/**
 * Rows as CSV (RFC 4180) with a byte-order mark, by which spreadsheets know UTF-8. A text that a
 * spreadsheet would take for a formula is led in by an apostrophe (OWASP, "CSV injection").
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return value.toString();
  const harmless = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
