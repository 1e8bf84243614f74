/* A picture that is downloaded shows what the page shows, and has room for what it says about itself. */
import { afterEach, expect, test } from 'vitest';
import { figureSvg } from '../../src/sharing/figure-svg.ts';

const origin = {
  scenario: 'A scenario with a name of some length',
  strategies: ['A', 'B'],
  seed: 'seed',
  months: 36,
  replications: 1000,
  engine: '1.2.3',
  fingerprint: '0123456789abcdef',
};

const placed: HTMLElement[] = [];
afterEach(() => {
  for (const place of placed.splice(0)) place.remove();
});

/** A chart of 100 × 60 pixels above a key of two signs with their words. */
function placeOf(width: number): HTMLElement {
  const place = document.createElement('div');
  place.style.width = `${String(width)}px`;
  place.innerHTML = `
    <svg width="100" height="60" style="display:block"><rect width="100" height="60"></rect></svg>
    <div style="display:flex;width:80px">
      <span style="width:40px"><svg width="100%" height="12"><rect width="100%" height="12"></rect></svg></span>
      <span data-drawn>a sign</span>
    </div>`;
  document.body.append(place);
  placed.push(place);
  return place;
}

const picture = (width: number) =>
  figureSvg({ title: 'A title', summary: 'What is seen.', place: placeOf(width) }, origin);
const lines = (svg: SVGSVGElement) =>
  [...svg.querySelectorAll(':scope > text')].map((line) => ({
    text: line.textContent,
    y: Number(line.getAttribute('y')),
  }));

test('a sign that fills its place has the width of that place, and its words beside it', () => {
  const svg = picture(400);
  const widths = [...svg.querySelectorAll('g g rect')].map((sign) => sign.getAttribute('width'));
  expect(widths).toEqual(['100', '40']);
  expect(svg.textContent).toContain('a sign');
});

test.each([160, 400, 1200])('%d pixels wide: what it says about itself lies below the chart', (width) => {
  const svg = picture(width);
  const [title, ...foot] = lines(svg);
  expect(title?.text).toBe('A title');
  expect(foot.map(({ text }) => text).join(' · ')).toContain(
    'A scenario with a name of some length · seed “seed” · 36 months, 1000 futures · Cohort Lab 1.2.3',
  );
  const chartEnd = 24 + 34 + 60 + 12;
  expect(foot[0]?.y).toBeGreaterThan(chartEnd);
  expect(foot.at(-1)?.y).toBeLessThan(Number(svg.getAttribute('height')));
  if (width === 160) expect(foot.length).toBeGreaterThan(2);
});
