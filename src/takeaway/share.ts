/** What another program of this device may be handed. */
export interface Shared {
  title: string;
  text: string;
  url?: string;
  files?: File[];
}

/** Whether this device takes the files; without Web Share it takes nothing. */
export function canShare(shared: Shared): boolean {
  const { canShare } = navigator as Partial<Pick<Navigator, 'canShare'>>;
  return canShare?.call(navigator, shared) ?? false;
}

/** Offers it to the person; false where they thought better of it, or the browser does not let it go. */
export async function share(shared: Shared): Promise<boolean> {
  try {
    await navigator.share(shared);
    return true;
  } catch (thrown) {
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
}
