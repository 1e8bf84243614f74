import { writeScenario } from '../../scenarios/write.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { sourcesTitle, sourceWords } from '../rooms/compare/source-words.ts';
import type { SettingDifference } from '../rooms/compare/what-differs.ts';
import { figureSvg } from './figure-svg.ts';
import { download, plainName } from './file.ts';
import { originLine } from './origin.ts';
import type { AnyOrigin } from './origin.ts';

/*
 * The answer as one HTML file: text nodes and drawings put together in a document of its own and serialised. It carries
 * no script and a policy that would run none, names no address, and has the scenario inside, to be opened again.
 */

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style = `
:root { color-scheme: light; }
body { max-width: 900px; margin: 40px auto; padding: 0 24px; color: #1b1c1f; background: #fff;
  font: 15px/1.5 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 30px; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 40px 0 8px; font-size: 20px; line-height: 1.3; break-after: avoid; }
h3 { margin: 0 0 4px; font-size: 15px; break-after: avoid; }
h3 small { color: #5b5e64; font-size: 13px; font-weight: 400; }
p { max-width: 44em; margin: 4px 0 8px; }
.quiet, figcaption { color: #5b5e64; font-size: 13px; }
figure { margin: 24px 0; break-inside: avoid; }
svg { max-width: 100%; height: auto; }
table { display: block; width: 100%; overflow-x: auto; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid #e2e2dc; text-align: right; font-weight: 400;
  vertical-align: top; }
th:first-child { text-align: left; }
tr:first-child th { color: #5b5e64; font-weight: 600; vertical-align: bottom; }
td small, th small { display: block; color: #5b5e64; }
.words th, .words td { padding-right: 24px; text-align: left; }
tr { break-inside: avoid; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; font-size: 11px; }
@media print { body { zoom: 0.8; margin: 0; padding: 0; max-width: none; } details { display: none; } }
`;

/** What a reader needs to know besides what is open on the page. */
export interface Beside {
  /** Said where the run was not over. */
  readonly unfinished?: string;
  /** The settings in which the two strategies differ. */
  readonly differences: readonly SettingDifference[];
}

/** Saves what is open on the page, in its order and in the colours of paper. */
export function saveReport(page: HTMLElement, scenario: Scenario, origin: AnyOrigin, beside: Beside): void {
  const text = inLight(() => reportText(page, scenario, origin, beside));
  download(`${plainName(scenario.name, 'scenario')}-report.html`, new Blob([text], { type: 'text/html' }));
}

/** What is made while the page is light; nothing of it is seen, as no frame comes between. */
function inLight<Made>(make: () => Made): Made {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = 'light';
  dataset.paper = '';
  try {
    return make();
  } finally {
    delete dataset.paper;
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  }
}

export function reportText(
  page: HTMLElement,
  scenario: Scenario,
  origin: AnyOrigin,
  { unfinished, differences }: Beside,
): string {
  const report = document.implementation.createHTMLDocument(scenario.name);
  report.documentElement.lang = 'en';
  const add = adder(report);
  const meta = report.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  const encoding = report.createElement('meta');
  encoding.setAttribute('charset', 'utf-8');
  report.head.prepend(encoding, meta);

  // A claim or a table of one's own is not about the scenario on the table.
  const isOfScenario = origin.scenario === scenario.name;
  add(report.body, 'p', origin.scenario).className = 'quiet';
  add(report.body, 'h1', textOf(page.querySelector('h1')) || origin.scenario);
  if (unfinished !== undefined) add(add(report.body, 'p', ''), 'strong', unfinished);
  for (const detail of page.querySelectorAll('.detail')) add(report.body, 'p', textOf(detail));
  if (isOfScenario && scenario.description !== '')
    add(report.body, 'p', scenario.description).className = 'quiet';
  const picture = page.querySelector('[data-figure=headline]');
  if (picture !== null) report.body.append(figureOf(picture, report, origin));
  if (isOfScenario) differencesOf(differences, scenario, report);
  let last: Element | null = null;
  for (const part of page.querySelectorAll(reported)) {
    if (part === picture) continue;
    const section = part.closest('section[aria-labelledby]');
    if (section !== last) headOf(section, report);
    last = section;
    if (part.hasAttribute('data-figure')) report.body.append(figureOf(part, report, origin));
    else report.body.append(part instanceof HTMLTableElement ? tableOf(part, report) : gridOf(part, report));
  }
  if (isOfScenario) sourcesOf(scenario, report);
  add(report.body, 'p', originLine(origin)).className = 'quiet';
  if (isOfScenario) {
    const inside = add(report.body, 'details', '');
    add(inside, 'summary', 'The scenario itself, to be saved as a file and opened again');
    add(inside, 'pre', writeScenario(scenario));
  }
  const text = new XMLSerializer().serializeToString(report.documentElement);
  // The page's own policy holds for documents it makes, and lets none have a style: it is written in afterwards.
  return `<!doctype html>\n${text.replace('</head>', `<style>${style}</style></head>`)}`;
}

/** What a report is made of: the table of metrics, figures with what is in them, and tables that stand by themselves. */
const reported =
  '[role=table], [data-figure], table:not([data-figure] table, [role=table] table, [data-folded] table)';

/** The heading of a part of the page, and what is said under it before its first table or figure. */
function headOf(section: Element | null, report: Document): void {
  const add = adder(report);
  const heading = textOf(section?.querySelector('h2') ?? null);
  if (heading !== '') add(report.body, 'h2', heading);
  for (const said of section?.querySelectorAll(':scope > p, :scope > header > p') ?? []) {
    // What only helps on the page: a sign's meaning, a way on, what is done with a control.
    if (said.matches('.key, .unprinted, .unseen')) continue;
    const words = without('.unprinted', said);
    if (words !== '') add(report.body, 'p', words).className = 'quiet';
  }
}

function figureOf(part: Element, report: Document, origin: AnyOrigin): Element {
  const figure = report.createElement('figure');
  const add = adder(report);
  const heading = part.querySelector('h3');
  const unit = textOf(heading?.querySelector('span') ?? null);
  const title = textOf(heading)
    .slice(0, unit === '' ? undefined : -unit.length)
    .trim();
  const summary = textOf(part.querySelector('.summary'));
  const place = part.querySelector<HTMLElement>('.drawing');
  if (title !== '') {
    const named = add(figure, 'h3', title);
    // Told apart also where the text is copied or heard.
    if (unit !== '') add(named, 'small', ` · ${unit}`);
  }
  add(figure, 'p', summary).className = 'quiet';
  // What is a table on the page stays one.
  if (place !== null && place.querySelector('svg') !== null && place.querySelector('table') === null)
    figure.append(
      report.importNode(figureSvg({ title: title || summary, summary, place }, origin, false), true),
    );
  for (const table of part.querySelectorAll('table')) figure.append(tableOf(table, report));
  return figure;
}

/** The text of a table, cell by cell. */
function tableOf(table: HTMLTableElement, report: Document): Element {
  const copy = report.createElement('table');
  const add = adder(report);
  for (const row of table.rows) {
    const line = add(copy, 'tr', '');
    for (const cell of row.cells) {
      const [first = '', ...further] = linesOf(cell);
      const made = add(line, cell.tagName === 'TH' ? 'th' : 'td', first);
      for (const words of further) add(made, 'small', words);
      if (cell.colSpan > 1) made.setAttribute('colspan', String(cell.colSpan));
    }
  }
  return copy;
}

/** The table of metrics, which on the page is a grid with the roles of a table. */
function gridOf(grid: Element, report: Document): Element {
  const part = report.createElement('section');
  const add = adder(report);
  const copy = add(part, 'table', '');
  for (const row of grid.querySelectorAll('[role=row]')) {
    const cells = [...row.children];
    if (cells.length < 2) continue;
    const line = add(copy, 'tr', '');
    cells.forEach((cell, index) => {
      const isHead = index === 0 || cell.getAttribute('role') === 'columnheader';
      const [first = '', ...further] = linesOf(cell);
      const made = add(line, isHead ? 'th' : 'td', first);
      for (const words of further) add(made, 'small', words);
    });
  }
  return part;
}

function differencesOf(
  differences: readonly SettingDifference[],
  { strategies }: Scenario,
  report: Document,
): void {
  const add = adder(report);
  add(report.body, 'h2', 'What differs');
  if (differences.length === 0) {
    add(report.body, 'p', 'The two strategies are set alike.');
    return;
  }
  const table = add(report.body, 'table', '');
  table.className = 'words';
  const head = add(table, 'tr', '');
  for (const words of ['Setting', ...strategies.slice(0, 2).map(({ name }) => name)]) add(head, 'th', words);
  for (const { group, setting, values } of differences) {
    const line = add(table, 'tr', '');
    add(line, 'th', `${group}: ${setting.toLowerCase()}`);
    for (const value of values) add(line, 'td', value);
  }
}

function sourcesOf({ notes, sources = [] }: Scenario, report: Document): void {
  const add = adder(report);
  if (notes !== undefined && notes !== '') {
    add(report.body, 'h2', 'Notes');
    add(report.body, 'p', notes);
  }
  if (sources.length === 0) return;
  add(report.body, 'h2', sourcesTitle);
  const list = add(report.body, 'ul', '');
  for (const source of sources) add(list, 'li', sourceWords(source));
}

function adder(report: Document): (parent: Element, name: string, text: string) => HTMLElement {
  return (parent, name, text) => {
    const element = report.createElement(name);
    if (text !== '') element.append(text);
    parent.append(element);
    return element;
  };
}

/** What a cell says, then what stands smaller beside or under it, and last what the page says to those who hear it. */
function linesOf(cell: Element): readonly string[] {
  const heard = [...cell.querySelectorAll('.unseen')].map(textOf).filter((words) => words !== '');
  const small = [...cell.querySelectorAll('small')].map(textOf).filter((words) => !/^(of .*)?$/.test(words));
  const first = [...heard, ...small].reduce(less, textOf(cell));
  return [first, ...small, ...heard.map((words) => words.replace(/:$/, ''))];
}

/** The text of an element but for parts of it. */
function without(parts: string, element: Element): string {
  return [...element.querySelectorAll(parts)].map(textOf).reduce(less, textOf(element));
}

function less(text: string, words: string): string {
  return text.replace(words, ' ').replace(/\s+/g, ' ').trim();
}

function textOf(element: Element | null): string {
  return element instanceof HTMLElement ? element.innerText.replace(/\s+/g, ' ').trim() : '';
}
