/*
 * Labels that would do harm if anybody took them for more than text, through every export, opened in a real browser: no
 * dialog, no request, no script, no markup of theirs, and the label is there letter for letter.
 */
import { expect, test } from 'vitest';
import { figureSvg } from '../../src/sharing/figure-svg.ts';
import { reportText } from '../../src/sharing/report.ts';
import { twinCsv } from '../../src/sharing/twin-csv.ts';
import defaultScenario from '../../scenarios/default.json' with { type: 'json' };
import { readScenario } from '../../scenarios/read.ts';

const read = readScenario(JSON.stringify(defaultScenario));
if (read.kind !== 'scenario') throw new Error('refused');
const { scenario: plain } = read;

const payloads = [
  '<script>parent.harmed = 1</script>',
  '<img src=x onerror="parent.harmed = 1">',
  '"><svg onload="parent.harmed = 1">',
  "'); parent.harmed = 1; ('",
  '</title><script>parent.harmed = 1</script>',
  '</style><script>parent.harmed = 1</script>',
  '</head><body onload="parent.harmed = 1">',
  '<iframe src="javascript:parent.harmed = 1"></iframe>',
  '<a href="javascript:parent.harmed = 1">press</a>',
  '<meta http-equiv="refresh" content="0;url=https://example.invalid/">',
  '<link rel=stylesheet href=https://example.invalid/x.css>',
  '<foreignObject><body onload="parent.harmed = 1"></body></foreignObject>',
  '&lt;script&gt;parent.harmed = 1&lt;/script&gt;',
  ']]><script>parent.harmed = 1</script>',
  '<!--><script>parent.harmed = 1</script>-->',
  '=HYPERLINK("https://example.invalid/","press")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  ' =1+1',
  '＝1+1',
  '{{constructor.constructor("parent.harmed = 1")()}}',
  '${parent.harmed = 1}',
  '\u202e<script>parent.harmed = 1</script>',
];
const variants = [
  (text: string) => text,
  (text: string) => `Plan ${text}`,
  (text: string) => `${text} & more`,
  (text: string) => text.toUpperCase(),
  (text: string) => `"${text}"`,
  (text: string) => `x\u0000${text}`.replaceAll('\u0000', ''),
  (text: string) => text.replaceAll(' ', '/'),
  (text: string) => `${text}${text}`,
];
const labels = payloads.flatMap((payload) => variants.map((variant) => variant(payload)));
const origins = ['scenario', 'seed', 'label'] as const;

function element(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(text);
  return made;
}

/** A page that shows a label wherever a page shows one. */
function pageWith(label: string): HTMLElement {
  const page = document.createElement('main');
  const figure = element('figure', '', { 'data-figure': 'x' });
  const drawing = element('div', '', { class: 'drawing' });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', '200');
  svg.setAttribute('height', '80');
  const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  text.setAttribute('y', '20');
  text.append(label);
  svg.append(text);
  drawing.append(svg);
  figure.append(element('h3', label), element('p', label, { class: 'summary' }), drawing);
  page.append(element('h1', label), element('p', label, { class: 'detail' }), figure);
  document.body.append(page);
  return page;
}

/** Opens a text in a frame of its own, waits for what might happen, and says what is in it. */
async function opened(
  text: string,
  type: string,
): Promise<{ tags: string[]; attributes: string[]; words: string }> {
  const frame = document.createElement('iframe');
  const address = URL.createObjectURL(new Blob([text], { type }));
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = address;
  document.body.append(frame);
  await loaded;
  await new Promise((resolve) => setTimeout(resolve, 0));
  const inside = frame.contentDocument!;
  const all = [...inside.querySelectorAll('*')];
  const found = {
    tags: [...new Set(all.map(({ localName }) => localName))],
    attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
    words: inside.documentElement.textContent,
  };
  frame.remove();
  URL.revokeObjectURL(address);
  return found;
}

const harmful = ['script', 'iframe', 'img', 'link', 'object', 'embed', 'foreignObject', 'a', 'base', 'form'];

test('no label is more than text in a report, a picture or a table', async () => {
  const counts = { labels: 0, reports: 0, pictures: 0, tables: 0 };
  const dialogs: string[] = [];
  for (const name of ['alert', 'confirm', 'prompt'] as const)
    Object.defineProperty(window, name, { value: () => dialogs.push(name), configurable: true });
  for (const [index, label] of labels.entries()) {
    const where = origins[index % origins.length]!;
    const origin = {
      scenario: where === 'scenario' ? label : 'A small test',
      strategies: [label],
      seed: where === 'seed' ? label : 'seed',
      months: 12,
      replications: 8,
      engine: '0.1.0',
      fingerprint: '0123456789abcdef',
    };
    const page = pageWith(label);
    const shown = page.querySelector('h1')!.innerText.replace(/\s+/g, ' ').trim();
    const scenario = { ...plain, name: label, description: label, notes: label };
    const report = await opened(
      reportText(page, scenario, origin, {
        unfinished: label,
        differences: [{ group: label, setting: label, values: [label, label] }],
      }),
      'text/html',
    );
    expect(report.words, label).toContain(shown);
    const place = page.querySelector<HTMLElement>('.drawing')!;
    const svg = figureSvg({ title: label, summary: label, place }, origin);
    const picture = await opened(new XMLSerializer().serializeToString(svg), 'image/svg+xml');
    expect(picture.words.replace(/\s+/g, ' '), label).toContain(shown);
    for (const { tags, attributes } of [report, picture]) {
      expect(
        tags.filter((tag) => harmful.includes(tag)),
        label,
      ).toEqual([]);
      expect(
        attributes.filter((attribute) => /^on|^href$|^src/.test(attribute)),
        label,
      ).toEqual([]);
    }
    const csv = twinCsv({ columns: ['Month', label], rows: [[{ text: label, value: label }]] }, origin);
    for (const cell of csv.split(/\r\n|,(?=")/))
      expect(cell.replace(/^"/, ''), label).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/u);
    page.remove();
    counts.labels += 3;
    counts.reports++;
    counts.pictures++;
    counts.tables++;
  }
  expect(dialogs).toEqual([]);
  expect(Reflect.get(window, 'harmed')).toBeUndefined();
  const requests = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('example.invalid'));
  expect(requests).toEqual([]);
  expect(counts.labels).toBeGreaterThanOrEqual(600);
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
}, 120_000);
