/**
 * The weights [inputs][outputs] that tell `targets` [N][outputs] from `rows` [N][inputs] with the
 * least squared error: the normal equations, solved by elimination with the largest pivot.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): number[][] {
  const size = rows[0]?.length ?? 0;
  const outputs = targets[0]?.length ?? 0;
  const system = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => productOf(rows, i, rows, j)),
    ...Array.from({ length: outputs }, (_, j) => productOf(rows, i, targets, j)),
  ]);
  for (let column = 0; column < size; column++) eliminate(system, column);
  return system.map((row, k) => row.slice(size).map((value) => value / (row[k] ?? 1)));
}

function productOf(
  left: readonly (readonly number[])[],
  i: number,
  right: readonly (readonly number[])[],
  j: number,
): number {
  return left.reduce((sum, row, k) => sum + (row[i] ?? 0) * (right[k]?.[j] ?? 0), 0);
}

/** Makes `column` zero in every row but its own, in place. */
function eliminate(system: number[][], column: number): void {
  const weight = (row: number) => Math.abs(system[row]?.[column] ?? 0);
  let pivot = column;
  for (let row = column + 1; row < system.length; row++) {
    if (weight(row) > weight(pivot)) pivot = row;
  }
  const [at = [], other = []] = [system[column], system[pivot]];
  [system[column], system[pivot]] = [other, at];
  const main = other;
  if ((main[column] ?? 0) === 0) throw new Error(`input ${column} tells nothing of its own`);
  system.forEach((row, k) => {
    if (k === column) return;
    const share = (row[column] ?? 0) / (main[column] ?? 1);
    for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) - share * (main[j] ?? 0);
  });
}
