/** The end of the name of a class's file. */
export const classSuffix = '.windowsill-class.json';

/** Whether a file says by its name that it holds a class. */
export function isClassFile({ name }: File): boolean {
  return name.endsWith('.json');
}
