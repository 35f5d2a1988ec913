/** The part of gifenc 1.0.3 that is used here; the library ships no types. */
declare module 'gifenc' {
  /** RGB colours, each channel in [0, 255]. */
  export type Palette = number[][];

  export interface Encoder {
    /** `palette` is needed for each frame that has its own; `delay` is in milliseconds; `repeat` 0 is for ever. */
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number; repeat?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, maxColours: number): Palette;
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array;
}
