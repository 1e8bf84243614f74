import { sum } from 'd3';
import type { Flow } from '../../simulations/tables/flow.ts';
import type { Size } from './frame.ts';

export type FlowKind = 'joined' | 'up' | 'down' | 'left';

export interface PlacedFlow {
  readonly size: Size;
  readonly nodes: readonly {
    readonly key: string;
    readonly name: string;
    readonly customers: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly end: 'from' | 'to';
  }[];
  /** From top to bottom, as the keyboard walks them. */
  readonly ribbons: readonly PlacedRibbon[];
}

export interface PlacedRibbon {
  readonly key: string;
  readonly kind: FlowKind;
  readonly path: string;
  /** Half-way along it. */
  readonly middle: number;
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  /** Of all moves from where it begins. */
  readonly share: number;
}

export function flowKind({ from, to }: Flow): FlowKind {
  if (from === null) return 'joined';
  if (to === null) return 'left';
  return to > from ? 'up' : 'down';
}

export function placeName(place: number | null, tiers: readonly string[]): string {
  return place === null ? 'Outside' : (tiers[place] ?? '');
}

const nodeWidth = 6;
const gap = 18;

/** Where customers came from on the left, where they went on the right, dearest plan on top: up is up. */
export function placeFlow(
  flows: readonly Flow[],
  tiers: readonly string[],
  /** Customers that the whole height stands for: the same for every strategy, so that widths can be compared. */
  most: number,
  size: Size,
  labelWidth: number,
): PlacedFlow {
  const places = [...tiers.map((_, tier) => tier).reverse(), null];
  const used = (end: 'from' | 'to') => places.filter((place) => flows.some((flow) => flow[end] === place));
  const room = size.height - gap * (Math.max(used('from').length, used('to').length, 1) - 1);
  const scale = most > 0 ? room / most : 0;
  const columns = { from: labelWidth, to: Math.max(labelWidth + 60, size.width - labelWidth - nodeWidth) };
  const nodes = (['from', 'to'] as const).flatMap((end) => {
    let y = 0;
    return used(end).map((place) => {
      const customers = sum(flows, (flow) => (flow[end] === place ? flow.customers : 0));
      const node = {
        key: `${end}-${String(place)}`,
        place,
        name: placeName(place, tiers),
        customers,
        x: columns[end],
        y,
        width: nodeWidth,
        height: Math.max(1, customers * scale),
        end,
      };
      y += node.height + gap;
      return node;
    });
  });
  const starts = new Map(nodes.map(({ key, y }) => [key, y]));
  const take = (key: string, height: number): number => {
    const y = starts.get(key) ?? 0;
    starts.set(key, y + height);
    return y;
  };
  const order = (place: number | null) => places.indexOf(place);
  const sorted = [...flows].sort((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to));
  const ribbons = sorted.map((flow) => {
    const height = flow.customers * scale;
    return { flow, height, fromY: take(`from-${String(flow.from)}`, height), toY: 0 };
  });
  for (const ribbon of [...ribbons].sort(
    (a, b) => order(a.flow.to) - order(b.flow.to) || order(a.flow.from) - order(b.flow.from),
  ))
    ribbon.toY = take(`to-${String(ribbon.flow.to)}`, ribbon.height);
  return {
    size,
    nodes,
    ribbons: ribbons
      .map(({ flow, height, fromY, toY }) => ({
        key: `${String(flow.from)}-${String(flow.to)}`,
        kind: flowKind(flow),
        path: ribbonPath(columns.from + nodeWidth, fromY, columns.to, toY, height),
        middle: (fromY + toY + height) / 2,
        from: placeName(flow.from, tiers),
        to: placeName(flow.to, tiers),
        customers: flow.customers,
        share: flow.customers / sum(flows, ({ from, customers }) => (from === flow.from ? customers : 0)),
      }))
      .toSorted((a, b) => a.middle - b.middle),
  };
}

function ribbonPath(x0: number, y0: number, x1: number, y1: number, height: number): string {
  const middle = round((x0 + x1) / 2);
  const [a, b, c, d] = [y0, y1, y1 + height, y0 + height].map(round);
  return `M${String(x0)},${String(a)}C${String(middle)},${String(a)} ${String(middle)},${String(b)} ${String(x1)},${String(b)}L${String(x1)},${String(c)}C${String(middle)},${String(c)} ${String(middle)},${String(d)} ${String(x0)},${String(d)}Z`;
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
