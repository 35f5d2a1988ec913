/** A function of the project's own source as it stands, and where it begins. */
export interface Cut {
  lines: readonly string[];
  /** Line number in its file, from 1. */
  first: number;
}

/**
 * A function cut out of its file by name, with the comment above it: `name` of a function or const
 * of TypeScript, `Class.method` of Python. Null where the file has none by that name, which the
 * tests forbid for every name that the lesson shows.
 */
export function cutFunction(source: string, name: string, language: 'ts' | 'py'): Cut | null {
  const lines = source.split('\n');
  return language === 'ts' ? cutTypeScript(lines, name) : cutPython(lines, name);
}

function cutTypeScript(lines: readonly string[], name: string): Cut | null {
  const start = lines.findIndex((line) =>
    new RegExp(`^(export )?(async )?(function\\*? ${name}\\b|const ${name}\\b)`).test(line),
  );
  if (start === -1) return null;
  const length = lines.slice(start).findIndex((line) => /^\}[;)]*$/.test(line));
  const first = commentAbove(lines, start);
  return { lines: lines.slice(first, start + length + 1), first: first + 1 };
}

/** The first line of the comment that ends right above a line; the line itself where there is none. */
function commentAbove(lines: readonly string[], start: number): number {
  if (lines[start - 1]?.trimEnd().endsWith('*/') !== true) return start;
  const opening = lines.slice(0, start).findLastIndex((line) => line.startsWith('/**'));
  return opening === -1 ? start : opening;
}

function cutPython(lines: readonly string[], name: string): Cut | null {
  const [owner = '', method = ''] = name.split('.');
  const inside = lines.findIndex((line) => line.startsWith(`class ${owner}`));
  if (inside === -1) return null;
  const start = lines.findIndex((line, k) => k > inside && line.startsWith(`    def ${method}(`));
  if (start === -1) return null;
  const body = lines.slice(start + 1);
  const length = body.findIndex(
    (line, k) => /^ {0,4}\S/.test(line) && k > 0 && !line.startsWith('    )'),
  );
  const end = length === -1 ? lines.length : start + 1 + length;
  const cut = lines.slice(start, end);
  while (cut.at(-1)?.trim() === '') cut.pop();
  return { lines: cut.map((line) => line.slice(4)), first: start + 1 };
}

/** The names of `values` that occur in a line and in none before it, in the order given. */
export function namesIn(lines: readonly string[], names: readonly string[]): string[][] {
  const told = new Set<string>();
  return lines.map((line) => {
    if (/^\s*(\/\*\*|\*|"""|#|\/\/)/.test(line)) return [];
    const here = names.filter((name) => !told.has(name) && new RegExp(`\\b${name}\\b`).test(line));
    for (const name of here) told.add(name);
    return here;
  });
}
