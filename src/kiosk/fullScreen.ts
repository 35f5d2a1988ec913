interface KeyboardLock {
  keyboard?: { lock?: () => Promise<void> };
}

/** Fills the screen, where the browser was not started so, and keeps its keys from the system. */
export function goFullScreen(): void {
  const root = document.documentElement;
  if (document.fullscreenElement !== null || matchMedia('(display-mode: fullscreen)').matches) {
    return;
  }
  if (!document.fullscreenEnabled) return;
  root
    .requestFullscreen({ navigationUI: 'hide' })
    .then(() => (navigator as KeyboardLock).keyboard?.lock?.())
    .catch(() => {
      // Refused: the page works all the same within the browser's frame.
    });
}
