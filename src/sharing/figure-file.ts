import type { Twin } from '../charts/twin.ts';
import { figureSvg } from './figure-svg.ts';
import { download, plainName } from './file.ts';
import type { AnyOrigin } from './origin.ts';
import { twinCsv } from './twin-csv.ts';

export interface FigureToSave {
  readonly title: string;
  readonly summary: string;
  readonly twin: Twin;
  /** Where it is drawn on the page; undefined for what is a table only. */
  readonly drawing: HTMLElement | undefined;
}

/** Pixels of a picture for each on the page. */
const sharpness = 2;

/** Saves a figure as a file that says where it comes from. */
export async function saveFigure(
  kind: 'svg' | 'png' | 'csv',
  { title, summary, twin, drawing }: FigureToSave,
  origin: AnyOrigin | undefined,
): Promise<void> {
  if (origin === undefined) throw new Error('there is no reading to save');
  const name = plainName(`${origin.scenario} ${title}`, 'chart');
  if (kind === 'csv') {
    download(`${name}.csv`, new Blob([twinCsv(twin, origin)], { type: 'text/csv' }));
    return;
  }
  if (drawing === undefined) throw new Error('there is no drawing to save');
  const svg = figureSvg({ title, summary, place: drawing }, origin);
  const text = new XMLSerializer().serializeToString(svg);
  const picture = new Blob([text], { type: 'image/svg+xml' });
  if (kind === 'svg') download(`${name}.svg`, picture);
  else download(`${name}.png`, await pngOf(picture, svg.width.baseVal.value, svg.height.baseVal.value));
}

async function pngOf(picture: Blob, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(picture);
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * sharpness;
    canvas.height = height * sharpness;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => (png === null ? reject(new Error('no picture came out')) : resolve(png)));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
