const header = 56;
/** A tooltip of a few lines; one of many strategies is higher, which is known once it stands. */
const fewLines = 140;

/** Above the chart, unless the screen, or the page's header, ends there. */
export function tooltipSide(chart: Element | undefined, height: number): 'above' | 'below' {
  const needed = header + Math.max(height, fewLines);
  return chart === undefined || chart.getBoundingClientRect().top > needed ? 'above' : 'below';
}
