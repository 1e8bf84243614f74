import { originLine } from './origin.ts';
import type { AnyOrigin } from './origin.ts';

/*
 * A figure of the page as one SVG that stands by itself: shapes and texts with their styles written beside them. No
 * script, no style sheet, no foreignObject, no address of anything.
 */

const space = 'http://www.w3.org/2000/svg';
const margin = 24;
const titleRoom = 34;
const footRoom = 40;
/** A line of the foot, and how many of them its room holds. */
const [footLine, linesInRoom] = [14, 2];

/** What a shape or a text is drawn with; each is taken from the page where it differs from what SVG assumes. */
const drawnWith: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  opacity: '1',
  'text-anchor': 'start',
  'font-size': '16px',
  'font-weight': '400',
};
/** The only attributes that are kept as they stand. */
const geometry = [
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'd',
  'dx',
  'dy',
  'width',
  'height',
  'id',
  'clip-path',
  'transform',
  'patternUnits',
  'patternTransform',
];
const shapes = new Set(['g', 'path', 'line', 'rect', 'circle', 'text', 'tspan', 'clipPath', 'pattern']);

export interface Drawing {
  readonly title: string;
  readonly summary: string;
  readonly place: HTMLElement;
}

/** A picture that stands by itself says above and below what it is; inside a report that is said around it. */
export function figureSvg(
  { title, summary, place }: Drawing,
  origin: AnyOrigin,
  standsAlone = true,
): SVGSVGElement {
  const above = standsAlone ? titleRoom : 0;
  const frame = place.getBoundingClientRect();
  const width = Math.ceil(frame.width) + 2 * margin;
  const said = standsAlone ? footLines(origin, width) : [];
  const below = standsAlone ? footRoom + footLine * Math.max(0, said.length - linesInRoom) : 0;
  const height = Math.ceil(frame.height) + 2 * margin + above + below;
  const svg = made('svg', { width, height, viewBox: `0 0 ${String(width)} ${String(height)}` });
  const page = getComputedStyle(place);
  svg.setAttribute('font-family', page.fontFamily.replaceAll('"', "'"));
  svg.append(withText(made('title', {}), title));
  svg.append(withText(made('desc', {}), `${summary} ${originLine(origin)}`));
  svg.append(withText(made('metadata', {}), JSON.stringify(origin)));
  const card = place.closest('.card') ?? document.body;
  svg.append(made('rect', { width, height, fill: getComputedStyle(card).backgroundColor }));
  const heading = { x: margin, y: margin + 14, fill: page.color, 'font-size': '16px', 'font-weight': '650' };
  if (standsAlone) svg.append(withText(made('text', heading), title));

  const inner = made('g', { transform: `translate(${String(margin)} ${String(margin + above)})` });
  for (const drawn of place.querySelectorAll('svg')) {
    const at = drawn.getBoundingClientRect();
    const group = made('g', {
      transform: `translate(${tenths(at.left - frame.left)} ${tenths(at.top - frame.top)})`,
    });
    // A sign beside a name is drawn on a grid of its own.
    const { width: gridWidth } = drawn.viewBox.baseVal;
    if (gridWidth > 0 && gridWidth !== at.width)
      group.setAttribute(
        'transform',
        `${group.getAttribute('transform') ?? ''} scale(${String(at.width / gridWidth)})`,
      );
    group.append(...childrenOf(drawn));
    inner.append(group);
  }
  for (const words of place.querySelectorAll<HTMLElement>('[data-drawn]'))
    inner.append(saidText(words, frame));
  svg.append(inner, ...foot(said, height, page.color));
  return svg;
}

function childrenOf(original: Element): Element[] {
  return [...original.children].flatMap((child) => {
    // What follows the pointer is no part of the picture.
    if (!shapes.has(child.tagName) || child.hasAttribute('data-passing')) return [];
    const copy = document.createElementNS(space, child.tagName);
    for (const name of geometry) {
      const value = child.getAttribute(name);
      if (value !== null) copy.setAttribute(name, value.endsWith('%') ? inPixels(child, name) : value);
    }
    const style = getComputedStyle(child);
    for (const [name, assumed] of Object.entries(drawnWith)) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== assumed) copy.setAttribute(name, value);
    }
    if (child.tagName === 'text' || child.tagName === 'tspan') copyText(child, copy);
    else copy.append(...childrenOf(child));
    return [copy];
  });
}

/** A share of the drawing around it is another length in the picture: there it has to be said in pixels. */
function inPixels(child: Element, name: string): string {
  if (!(child instanceof SVGGraphicsElement)) return '0';
  const { x, y, width, height } = child.getBBox();
  return tenths({ x, y, width, height }[name] ?? 0);
}

function copyText(original: Element, copy: Element): void {
  for (const node of original.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) copy.append((node.nodeValue ?? '').replace(/\s+/g, ' '));
  }
  copy.append(...childrenOf(original));
}

/** A text of the page around the drawings, at its place. */
function saidText(said: HTMLElement, frame: DOMRect): Element {
  const { left, top, height } = said.getBoundingClientRect();
  const { color, fontSize, fontWeight, paddingLeft } = getComputedStyle(said);
  const icon = said.querySelector('svg');
  const x = icon === null ? left + Number.parseFloat(paddingLeft) : icon.getBoundingClientRect().right + 6;
  const text = made('text', {
    x: tenths(x - frame.left),
    y: tenths(top - frame.top + height / 2),
    dy: '0.35em',
    fill: color,
    'font-size': fontSize,
    'font-weight': fontWeight,
  });
  return withText(text, said.innerText.replace(/\s+/g, ' ').trim());
}

/** Lines of what a picture says about itself: it is often narrower than that. */
function footLines(origin: AnyOrigin, width: number): readonly string[] {
  const room = Math.floor((width - 2 * margin) / 5.6);
  return originLine(origin)
    .split(' · ')
    .reduce<string[]>((made, part) => {
      const last = made.at(-1);
      if (last === undefined || last.length + part.length + 3 > room) return [...made, part];
      return [...made.slice(0, -1), `${last} · ${part}`];
    }, []);
}

function foot(lines: readonly string[], height: number, color: string): Element[] {
  return lines.map((line, index) => {
    const y = height - margin + 6 - footLine * (lines.length - 1 - index);
    const look = { x: margin, y, fill: color, 'fill-opacity': '0.65', 'font-size': '11px' };
    return withText(made('text', look), line);
  });
}

function made(name: 'svg', attributes: Readonly<Record<string, string | number>>): SVGSVGElement;
function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement;
function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(space, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

function withText(element: Element, text: string): Element {
  element.append(text);
  return element;
}

function tenths(position: number): string {
  return String(Math.round(position * 10) / 10);
}
