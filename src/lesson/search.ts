import { isModeName, type ModeName } from './modes.ts';

/** The mode that an address asks for by `?mode=`; null without one, or with one there is not. */
export function modeOf(search: string): ModeName | null {
  const asked = new URLSearchParams(search).get('mode');
  return isModeName(asked) ? asked : null;
}

/** The search part that opens a mode, or none, and keeps what else the address asks for. */
export function searchOf(search: string, mode: ModeName | null): string {
  const asked = new URLSearchParams(search);
  if (mode === null) asked.delete('mode');
  else asked.set('mode', mode);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}
