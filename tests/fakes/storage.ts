/** A browser's storage in memory; `refuses` makes every call throw, as a full or forbidden one does. */
export function fakeStorage(refuses = false): Storage {
  const entries = new Map<string, string>();
  const guard = <T>(action: () => T): T => {
    if (refuses) throw new DOMException('refused', 'QuotaExceededError');
    return action();
  };
  return {
    get length() {
      return guard(() => entries.size);
    },
    key: (at) => guard(() => [...entries.keys()][at] ?? null),
    getItem: (name) => guard(() => entries.get(name) ?? null),
    setItem: (name, value) => {
      guard(() => entries.set(name, value));
    },
    removeItem: (name) => {
      guard(() => entries.delete(name));
    },
    clear: () => {
      guard(() => {
        entries.clear();
      });
    },
  };
}
