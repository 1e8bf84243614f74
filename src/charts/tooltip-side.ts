/** The page's header and a tooltip of a few lines. */
const roomAbove = 56 + 140;

/** Above the chart, unless the screen ends there. */
export function tooltipSide(chart: Element | undefined): 'above' | 'below' {
  return chart === undefined || chart.getBoundingClientRect().top > roomAbove ? 'above' : 'below';
}
