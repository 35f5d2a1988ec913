import type { Attachment } from 'svelte/attachments';

/**
 * Lets a finger or mouse be dragged across an element: `onPlace` hears where it is, from 0 at the left
 * edge to 1 at the right. Vertical swipes still scroll the page. Keyboards need a slider beside it.
 */
export function dragAlong(onPlace: (place: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const tell = ({ clientX }: PointerEvent): void => {
      const { left, width } = element.getBoundingClientRect();
      onPlace(Math.min(1, Math.max(0, (clientX - left) / width)));
    };
    const down = (event: PointerEvent): void => {
      element.setPointerCapture(event.pointerId);
      tell(event);
    };
    const move = (event: PointerEvent): void => {
      if (element.hasPointerCapture(event.pointerId)) tell(event);
    };
    element.style.touchAction = 'pan-y';
    element.style.cursor = 'ew-resize';
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
    };
  };
}
