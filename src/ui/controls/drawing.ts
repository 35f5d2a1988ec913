import type { Pixels } from '../../core/run.ts';

/** Pixels of a side of the paper: as large as the shipped model's pictures. */
export const paperSide = 512;

export interface Point {
  x: number;
  y: number;
}

/** Colours to draw with, by the names under which they are spoken of. */
export const brushColours = {
  red: '#d23b2f',
  orange: '#ef8a2c',
  yellow: '#f4cf3f',
  green: '#4f9d4a',
  blue: '#3f7fd0',
  purple: '#7d4fb3',
  brown: '#8a5a34',
  black: '#222222',
  white: '#ffffff',
} as const;
export type BrushColour = keyof typeof brushColours;

/** A stroke from one point to the next, round at both ends; from a point to itself it is a dot. */
export function stroke(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  // A canvas strokes no line without length.
  context.fillStyle = colour;
  context.beginPath();
  context.arc(to.x, to.y, width / 2, 0, 2 * Math.PI);
  context.fill();
}

/** The whole paper as pixels, over white. */
export function pixelsOf(canvas: HTMLCanvasElement): Pixels | null {
  const { width, height } = canvas;
  const image = canvas.getContext('2d')?.getImageData(0, 0, width, height);
  return image === undefined ? null : { width, height, data: image.data };
}

/** Where the mask was brushed, as white on black; null where nowhere. */
export function maskOf(canvas: HTMLCanvasElement): Pixels | null {
  const brushed = pixelsOf(canvas);
  if (brushed === null) return null;
  let isEmpty = true;
  for (let k = 0; k < brushed.data.length; k += 4) {
    const isBrushed = (brushed.data[k + 3] ?? 0) > 127;
    if (isBrushed) isEmpty = false;
    brushed.data.fill(isBrushed ? 255 : 0, k, k + 3);
    brushed.data[k + 3] = 255;
  }
  return isEmpty ? null : brushed;
}

/** A photo, cut to its middle square and drawn over the whole paper; throws where it is none. */
export async function drawPhoto(context: CanvasRenderingContext2D, file: Blob): Promise<void> {
  const photo = await createImageBitmap(file);
  const side = Math.min(photo.width, photo.height);
  const [left, top] = [(photo.width - side) / 2, (photo.height - side) / 2];
  blank(context);
  context.drawImage(photo, left, top, side, side, 0, 0, paperSide, paperSide);
  photo.close();
}

/** White paper. */
export function blank(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, paperSide, paperSide);
}
