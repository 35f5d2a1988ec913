import type { Pixels } from '../core/run.ts';
import { drawable } from '../ui/pixels.ts';
import { fitted, type Measure } from './textFit.ts';

/** What is on a postcard. */
export interface Card {
  picture: Pixels;
  /** As it was asked for. */
  prompt: string;
  /** The prompt and what the model added. */
  story: string;
  /** "Made by three small models in a browser. Seed 7." */
  foot: string;
}

// A postcard of 6 x 4 inches at 300 dots an inch.
const width = 1800;
const height = 1200;
const margin = 72;
const picture = height - 2 * margin;
const left = margin + picture + margin;
const column = width - left - margin;
const colours = { paper: '#fffdf8', ink: '#231d16', soft: '#5f5546', line: '#e4dac6' };
const serif = "'Literata Variable', Georgia, serif";
const sans = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif";

/** The postcard as a PNG of 1800 x 1200 pixels: picture left; sentence, story and seed right. */
export async function postcardOf(card: Card): Promise<Blob> {
  await Promise.allSettled([
    document.fonts.load(`600 60px ${serif}`),
    document.fonts.load(`400 40px ${serif}`),
    document.fonts.load(`400 28px ${sans}`),
  ]);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no canvas.');
  paint(context, card);
  return canvas.convertToBlob({ type: 'image/png' });
}

function paint(context: OffscreenCanvasRenderingContext2D, card: Card): void {
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawable(card.picture), margin, margin, picture, picture);
  context.textBaseline = 'top';
  const footTop = write(context, card.foot, {
    font: (size) => `400 ${size}px ${sans}`,
    colour: colours.soft,
    sizes: [28, 24, 20],
    top: height - margin - 120,
    bottom: height - margin,
    from: 'bottom',
  });
  marks(context, footTop - 64);
  const headEnd = write(context, card.prompt, {
    font: (size) => `600 ${size}px ${serif}`,
    colour: colours.ink,
    sizes: [56, 48, 40, 32, 26],
    top: margin,
    bottom: margin + 340,
    from: 'top',
  });
  write(context, card.story, {
    font: (size) => `400 ${size}px ${serif}`,
    colour: colours.ink,
    sizes: [38, 34, 30, 26, 22, 19],
    top: headEnd + 36,
    bottom: footTop - 100,
    from: 'top',
  });
}

interface Block {
  font: (size: number) => string;
  colour: string;
  /** Font sizes in pixels, the wished one first. */
  sizes: readonly number[];
  top: number;
  bottom: number;
  from: 'top' | 'bottom';
}

/** Writes a text into its block, as large as it fits; gives back where the text ends (or begins, from the bottom). */
function write(context: OffscreenCanvasRenderingContext2D, text: string, block: Block): number {
  const measure: Measure = (line, size) => {
    context.font = block.font(size);
    return context.measureText(line).width;
  };
  const { lines, size, leading } = fitted(
    text,
    block.sizes,
    column,
    block.bottom - block.top,
    measure,
  );
  const tall = lines.length * leading;
  const start = block.from === 'top' ? block.top : block.bottom - tall;
  context.font = block.font(size);
  context.fillStyle = block.colour;
  for (const [at, line] of lines.entries()) context.fillText(line, left, start + at * leading);
  return block.from === 'top' ? start + tall : start;
}

/** The line, the square and the circle of the three models. */
function marks(context: OffscreenCanvasRenderingContext2D, top: number): void {
  context.fillStyle = '#1d4e89';
  context.beginPath();
  context.roundRect(left, top + 15, 40, 10, 5);
  context.fill();
  context.fillStyle = '#b4381f';
  context.fillRect(left + 60, top + 3, 34, 34);
  context.fillStyle = '#6a3fa8';
  context.beginPath();
  context.arc(left + 132, top + 20, 18, 0, 2 * Math.PI);
  context.fill();
}
