import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  extentOf,
  logarithmicDomain,
  settleDomain,
  settleDomains,
  stripDomain,
} from '../../src/charts/domain.ts';
import { linesOf, placeDifference, placeFans, spreadLabels } from '../../src/charts/fan.ts';
import { monthTicks, placeFrame } from '../../src/charts/frame.ts';
import { besideRow, nearest } from '../../src/charts/nearest.ts';
import { readoutAt, summaryOf } from '../../src/charts/readout.ts';
import { steppedTo } from '../../src/charts/stepping.ts';
import { placeStrip } from '../../src/charts/strip.ts';
import { formatFor } from '../../src/format.ts';
import { shortcuts } from '../../src/shell/shortcuts.ts';
import { madeUpDifference, madeUpSeries, madeUpSeriesSpread } from '../support/made-up-reading.ts';

const format = formatFor('en-US', 'EUR');
const names = ['Acquisition-heavy', 'Expansion-heavy'];
const size = { width: 400, height: 240 };
const series = madeUpSeries([100, 200, 300], [90, 210, 360], 20);
const domains = settleDomains(series, undefined, false);

describe('walking a chart by keyboard', () => {
  test('arrows go to the neighbour they point at', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
    expect(keys.map((key) => steppedTo(key, 5, 30, 'across'))).toEqual([4, 6, 6, 4]);
    expect(keys.map((key) => steppedTo(key, 5, 30, 'down'))).toEqual([4, 6, 4, 6]);
    expect(steppedTo('PageUp', 5, 30, 'across')).toBe(17);
    expect(steppedTo('PageDown', 5, 30, 'down')).toBe(17);
    expect(steppedTo('a', 5, 30, 'down')).toBeUndefined();
  });

  test('every key that leads somewhere is in the help', () => {
    const called = {
      ArrowLeft: '←',
      ArrowRight: '→',
      ArrowUp: '↑',
      ArrowDown: '↓',
      PageUp: 'Page up',
      PageDown: 'Page down',
      Home: 'Home',
      End: 'End',
    };
    expect(Object.keys(called).filter((key) => steppedTo(key, 5, 30, 'down') === undefined)).toEqual([]);
    const said = shortcuts(false).find(({ name }) => name === 'On a chart')!;
    expect(said.keys.flatMap(({ keys }) => keys)).toEqual(expect.arrayContaining(Object.values(called)));
  });

  test('nothing leads out of the chart', () => {
    expect(steppedTo('ArrowUp', 0, 3, 'down')).toBe(0);
    expect(steppedTo('PageDown', 1, 3, 'down')).toBe(3);
    expect(['Home', 'End'].map((key) => steppedTo(key, 1, 3, 'down'))).toEqual([0, 3]);
  });

  test('what is said of a row begins at its lower edge', () => {
    expect(besideRow([25, 75, 125], 1)).toBe(100);
    expect(besideRow([25], 0)).toBe(50);
  });
});

describe('axes', () => {
  test('the extent is that of the widest band', () => {
    expect(extentOf([madeUpSeriesSpread([10, null, 20], 5)])).toEqual({ low: 10 - 9.8, high: 20 + 9.8 });
    expect(extentOf([madeUpSeriesSpread([null], 5)])).toBeUndefined();
  });

  test('money stands on zero, shares on their own range, differences around zero', () => {
    expect(domains.levels).toEqual({ low: 0, high: 400 });
    expect(domains.difference.low).toBeLessThanOrEqual(0);
    const shares = madeUpSeries([0.9, 0.92], [0.94, 0.96], 0.01, { unit: 'share' });
    expect(settleDomains(shares, undefined, false).levels.low).toBeGreaterThan(0.8);
    expect(settleDomains(shares, undefined, false).difference.low).toBe(0);
  });

  const ends = fc
    .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }))
    .map(([low, length]) => ({ low: low / 1000, high: (low + length) / 1000 }));

  test('within a run an axis never shrinks, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(ends, { minLength: 2, maxLength: 12 }), (extents) => {
        let domain = settleDomain(extents[0]!, undefined, false);
        for (const extent of extents) {
          const next = settleDomain(extent, domain, true);
          expect(next.low).toBeLessThanOrEqual(domain.low);
          expect(next.high).toBeGreaterThanOrEqual(domain.high);
          expect(next.low).toBeLessThanOrEqual(extent.low);
          expect(next.high).toBeGreaterThanOrEqual(extent.high);
          domain = next;
        }
      }),
    );
  });

  test('a new run keeps an axis it fills by half, and fits anew otherwise', () => {
    const domain = { low: 0, high: 100 };
    expect(settleDomain({ low: 0, high: 60 }, domain, false)).toBe(domain);
    expect(settleDomain({ low: 0, high: 19 }, domain, false)).toEqual({ low: 0, high: 20 });
  });

  test('months are labelled at round places with room between', () => {
    expect(monthTicks(60, 300)).toEqual([12, 24, 36, 48, 60]);
    expect(monthTicks(240, 200)).toEqual([60, 120, 180, 240]);
    expect(monthTicks(6, 300)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(monthTicks(1, 300)).toEqual([1]);
  });

  test('every position in the plot is a month of the horizon', () => {
    const frame = placeFrame(size, domains.levels, 60, 'money', format);
    const places = Array.from({ length: 60 }, (_, month) => frame.x(month + 1));
    expect(nearest(places, -50)).toBe(0);
    expect(nearest(places, 5000)).toBe(59);
    places.forEach((place, month) => expect(nearest(places, place + 1)).toBe(month));
  });
});

describe('fans', () => {
  const placed = placeFans(series, names, { shown: [true, true] }, domains.levels, size, format);

  test('the median is where its numbers are', () => {
    const [first] = placed.fans;
    expect(first?.medianAt[0]).toBeCloseTo(placed.frame.y(100), 0);
    expect(first?.median.startsWith(`M${String(placed.frame.plot.left)},`)).toBe(true);
    expect(placed.frame.valueTicks.map(({ text }) => text)).toEqual(['€0', '€100', '€200', '€300', '€400']);
  });

  test('wider bands contain narrower ones', () => {
    const heights = placed.fans[0]!.bands.map(({ path }) => {
      const numbers = [...path.matchAll(/[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
      return Math.max(...numbers) - Math.min(...numbers);
    });
    expect(heights).toHaveLength(3);
    expect(heights[0]).toBeGreaterThan(heights[1]!);
    expect(heights[1]).toBeGreaterThan(heights[2]!);
  });

  test('a strategy that is switched off is not drawn', () => {
    const one = placeFans(series, names, { shown: [false, true] }, domains.levels, size, format);
    expect(one.fans.map(({ strategy }) => strategy)).toEqual([1]);
    expect(one.labels.map(({ strategy }) => strategy)).toEqual([1]);
  });

  test('months without a value leave a gap, not a zero', () => {
    const late = madeUpSeries([null, null, 0.9, 0.95], [null, null, 1, 1.1], 0.02, { unit: 'ratio' });
    const fan = placeFans(
      late,
      names,
      { shown: [true, true] },
      settleDomains(late, undefined, false).levels,
      size,
      format,
    ).fans[0]!;
    expect(fan.medianAt.slice(0, 2)).toEqual([null, null]);
    expect(fan.median.match(/[ML]/g)).toHaveLength(2);
    expect(fan.median).not.toContain('NaN');
  });

  test('one future by itself is that of its samples, and their difference under it', () => {
    const sampled = { ...series, samples: [[[1, 2, 3]], [[4, null, 6]]] };
    const { fans, frame } = placeFans(
      sampled,
      names,
      { shown: [true, true], future: 0 },
      domains.levels,
      size,
      format,
    );
    const at = (value: number) => String(Math.round(10 * frame.y(value)) / 10);
    expect(fans[0]!.single).toContain(`,${at(1)}`);
    expect(fans[1]!.single).toContain(`,${at(4)}`);
    expect(placed.fans[0]!.single).toBeUndefined();
    const difference = placeDifference(sampled, { low: -5, high: 5 }, size, format, 0);
    const threeUp = String(Math.round(10 * difference.frame.y(3)) / 10);
    // A month that one of them lacks is a gap.
    expect(difference.fan.single!.match(new RegExp(`,${threeUp}`, 'g'))).toHaveLength(2);
    expect(difference.fan.single!.match(/M/g)).toHaveLength(2);
  });

  test('by its logarithm equal ratios are equally far apart, where there is something to show', () => {
    const growing = madeUpSeries([100, 200, 400], [100, 300, 900], 1);
    const domain = logarithmicDomain(growing)!;
    const { frame } = placeFans(
      growing,
      names,
      { shown: [true, true], isLogarithmic: true },
      domain,
      size,
      format,
    );
    expect(frame.y(100) - frame.y(200)).toBeCloseTo(frame.y(200) - frame.y(400), 6);
    expect(frame.valueTicks.map(({ text }) => text)).toEqual(['€100', '€200', '€500', '€1K']);
    expect(logarithmicDomain(madeUpSeries([-10, 200, 400], [1, 2, 3], 1))).toBeUndefined();
    expect(logarithmicDomain(madeUpSeries([100, 101, 102], [100, 101, 102], 0.1))).toBeUndefined();
    expect(
      logarithmicDomain(madeUpSeries([0.1, 0.9, 1], [0.1, 0.9, 1], 0.01, { unit: 'share' })),
    ).toBeUndefined();
  });

  test('labels keep their order and never overlap', () => {
    const plot = { left: 0, right: 100, top: 0, bottom: 200 };
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 2, maxLength: 3 }),
        (anchors) => {
          const labels = anchors.map((anchor, strategy) => ({
            strategy,
            anchor,
            at: anchor,
            lines: ['one', 'two'],
          }));
          const spread = spreadLabels(labels, { plot });
          spread.slice(1).forEach((label, index) => {
            expect(label.at - spread[index]!.at).toBeGreaterThanOrEqual(31);
            expect(label.anchor).toBeGreaterThanOrEqual(spread[index]!.anchor);
          });
        },
      ),
    );
  });

  test('long names break once and are cut at last', () => {
    expect(linesOf('Expansion-heavy')).toEqual(['Expansion-', 'heavy']);
    expect(linesOf('Honest')).toEqual(['Honest']);
    expect(linesOf('Pneumonoultramicroscopic')).toEqual(['Pneumonoultra…']);
  });
});

describe('the difference', () => {
  test('says who is ahead on which side of zero, turned round where lower is better', () => {
    const wide = { low: -100, high: 100 };
    const above = placeDifference(series, wide, size, format).regions;
    expect(above.map(({ strategy }) => strategy)).toEqual([1, 0]);
    const churn = madeUpSeries([0.05, 0.04], [0.04, 0.03], 0.01, { unit: 'share', better: 'lower' });
    const below = placeDifference(churn, { low: -0.1, high: 0.1 }, size, format).regions;
    expect(below.map(({ strategy }) => strategy)).toEqual([0, 1]);
  });

  test('says nothing where there is no room', () => {
    const regions = placeDifference(series, { low: -1, high: 100 }, size, format).regions;
    expect(regions.map(({ strategy }) => strategy)).toEqual([1]);
  });

  test('as a strip: bars inside one another, the middle inside the narrowest', () => {
    const difference = madeUpDifference(9e5, 5e5, 1000, 0.95);
    const domain = stripDomain(difference, undefined, false);
    const strip = placeStrip(difference, 'money', domain, { width: 600, height: 76 }, format)!;
    const [nine, eight, half] = strip.bars;
    expect(nine!.from).toBeLessThan(eight!.from);
    expect(eight!.from).toBeLessThan(half!.from);
    expect(strip.middle).toBeGreaterThan(half!.from);
    expect(strip.middle).toBeLessThan(half!.to);
    expect(strip.zero).toBeLessThan(nine!.from);
  });
});

describe('words from numbers', () => {
  test('a month is read out with its range', () => {
    const readout = readoutAt(series, 3, format);
    expect(readout.strategies.map(({ middle }) => middle)).toEqual(['€300', '€360']);
    expect(readout.strategies[0]!.range).toBe('€274 to €326');
    expect(readout.difference.middle).toBe('+€60');
    expect(readout.difference.ahead).toBe('80');
  });

  test('a month without a value is a dash', () => {
    const late = madeUpSeries([null, 1], [null, 2], 0.1, { unit: 'ratio' });
    expect(readoutAt(late, 1, format).strategies[0]).toEqual({ middle: '–', range: '–' });
  });

  test('the summary names the month from which the order holds', () => {
    expect(summaryOf(series, names, format)).toBe(
      'Middle future in month 3: Acquisition-heavy €300, Expansion-heavy €360. Expansion-heavy is ahead from month 2 on.',
    );
    const late = Array.from({ length: 20 }, (_, month) => (month < 19 ? 90 : 110));
    expect(
      summaryOf(
        madeUpSeries(
          late.map(() => 100),
          late,
          5,
        ),
        names,
        format,
      ),
    ).toContain('The lead changes hands; Expansion-heavy ends ahead.');
    const always = madeUpSeries([1, 2], [2, 4], 0.1);
    expect(summaryOf(always, names, format)).toContain('Expansion-heavy is ahead all along.');
    const churn = madeUpSeries([0.03, 0.03], [0.05, 0.05], 0.01, { unit: 'share', better: 'lower' });
    expect(summaryOf(churn, names, format)).toContain('Acquisition-heavy is ahead all along.');
    expect(summaryOf(madeUpSeries([1, 2], [1, 2], 0), names, format)).toContain('They end level.');
  });
});
