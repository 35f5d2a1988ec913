/** What a visitor could leave or change the page with; the browser itself is held by its own kiosk mode. */
const cancelled = [
  'contextmenu',
  'dragstart',
  'dragover',
  'drop',
  'gesturestart',
  'gesturechange',
  'auxclick',
  'copy',
  'cut',
  'paste',
] as const;

/** Keys that work the page: the rest belongs to the browser. */
const pageKeys = new Set([
  'Tab',
  'Enter',
  ' ',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
]);

/** Whether a key press may reach the page: no shortcut, no function key, no typing but digits for the PIN. */
export function isPageKey({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  return pageKeys.has(key) || /^\d$/.test(key) || key === 'Backspace' || key === 'Escape';
}

/**
 * Shuts the ways out of the page: shortcuts, context menu, drag and drop, pinch, zoom by wheel, going
 * back. `isFree` says when they are open again (the staff's settings have fields to type into).
 * Gives back how to undo it.
 */
export function lockDown(scope: Window, isFree: () => boolean): () => void {
  const controller = new AbortController();
  const options = { capture: true, passive: false, signal: controller.signal };
  const stop = (event: Event): void => {
    event.preventDefault();
  };
  for (const type of cancelled) {
    scope.addEventListener(
      type,
      (event) => {
        if (!isFree()) stop(event);
      },
      options,
    );
  }
  scope.addEventListener(
    'keydown',
    (event) => {
      if (isFree() || isPageKey(event)) return;
      event.stopImmediatePropagation();
      stop(event);
    },
    options,
  );
  scope.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) stop(event);
    },
    options,
  );
  scope.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length > 1) stop(event);
    },
    options,
  );
  holdHistory(scope, options);
  return () => {
    controller.abort();
  };
}

/** One entry in front of the page's own: going back comes out where it began. */
function holdHistory(scope: Window, options: AddEventListenerOptions): void {
  const held = { kiosk: true };
  const isHeld = (scope.history.state as { kiosk?: unknown } | null)?.kiosk === true;
  if (!isHeld) scope.history.pushState(held, '');
  scope.addEventListener(
    'popstate',
    () => {
      scope.history.pushState(held, '');
    },
    options,
  );
}
