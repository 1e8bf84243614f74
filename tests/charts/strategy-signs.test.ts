import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { describe, expect, test } from 'vitest';
import { strategyShapes } from '../../src/charts/strategy-shapes.ts';
import { mostStrategies } from '../../src/state/strategies.ts';

const css = readFileSync('src/app.css', 'utf8');
const places = Array.from({ length: mostStrategies }, (_, place) => place);
const rules = places.map((place) => new RegExp(`^\\.strategy-${place} {([^}]*)}`, 'm').exec(css)?.[1] ?? '');
const dashes = rules.map((rule) => valueOf('--dash', rule));
const colours = rules.map((rule) => {
  const said = valueOf('--strategy', rule);
  const role = /^var\((.+)\)$/.exec(said)?.[1];
  return role === undefined ? said : valueOf(role, css);
});
const themes = [
  { theme: 'light', page: valuesOf('--page', css)[0], surface: valuesOf('--surface', css)[0], of: themed(1) },
  { theme: 'dark', page: valuesOf('--page', css)[1], surface: valuesOf('--surface', css)[1], of: themed(2) },
];

describe('what tells eight strategies apart', () => {
  test('every one has a shape and a dash of its own', () => {
    expect(new Set(strategyShapes).size).toBe(mostStrategies);
    expect(strategyShapes).toHaveLength(mostStrategies);
    expect(new Set(dashes).size, dashes.join(', ')).toBe(mostStrategies);
    expect(dashes.slice(1).every((dash) => /^\d+( \d+)+$/.test(dash))).toBe(true);
  });

  // WCAG 2.2: 3 to 1 for what is drawn (1.4.11), 4.5 to 1 for the names written in these colours (1.4.3).
  test.each(themes)('every one has a colour of its own, seen on the $theme page', ({ page, surface, of }) => {
    expect(page).toMatch(/^#[0-9a-f]{6}$/);
    expect(new Set(of).size, of.join(', ')).toBe(mostStrategies);
    for (const ground of [page, surface])
      for (const colour of of) expect(contrast(colour, ground ?? ''), colour).toBeGreaterThanOrEqual(4.5);
    const near = of.flatMap((one, index) =>
      of.slice(index + 1).map((other) => ({ pair: `${one} ${other}`, apart: apart(one, other) })),
    );
    expect(near.filter((pair) => pair.apart < 15)).toEqual([]);
  });

  test('contrast as the standard has it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(apart('#13521c', '#13521d')).toBeLessThan(2.3);
  });
});

function valuesOf(property: string, text: string): readonly string[] {
  return [...text.matchAll(new RegExp(`${property}: ([^;]+);`, 'g'))].map(([, value]) => value ?? '');
}

function valueOf(property: string, text: string): string {
  return valuesOf(property, text)[0] ?? '';
}

function themed(side: 1 | 2): readonly string[] {
  return colours.map((colour) => /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(colour)?.[side] ?? '');
}

/** Distance in CIE L*a*b*: 2.3 is just seen. */
function apart(one: string, other: string): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
