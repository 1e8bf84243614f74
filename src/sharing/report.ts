import { writeScenario } from '../../scenarios/write.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
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
h2 { margin-top: 40px; font-size: 20px; }
.quiet, figcaption { color: #5b5e64; font-size: 13px; }
figure { margin: 24px 0; break-inside: avoid; }
svg { max-width: 100%; height: auto; }
table { display: block; width: 100%; overflow-x: auto; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid #e2e2dc; text-align: right; font-weight: 400;
  vertical-align: top; }
th:first-child { text-align: left; }
thead th { color: #5b5e64; font-weight: 600; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; font-size: 11px; }
@media print { body { margin: 0; max-width: none; } details { display: none; } }
`;

/** What a reader needs to know besides what is open on the page. */
export interface Beside {
  /** Said where the run was not over. */
  readonly unfinished?: string;
  /** The settings in which the two strategies differ. */
  readonly differences: readonly SettingDifference[];
}

/** Saves what is open on the page, in its order. */
export function saveReport(page: HTMLElement, scenario: Scenario, origin: AnyOrigin, beside: Beside): void {
  const text = reportText(page, scenario, origin, beside);
  download(`${plainName(scenario.name, 'scenario')}-report.html`, new Blob([text], { type: 'text/html' }));
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
  if (isOfScenario) differencesOf(differences, scenario, report);
  for (const part of page.querySelectorAll('[role=table], [data-figure]')) {
    report.body.append(
      part.hasAttribute('data-figure') ? figureOf(part, report, origin) : gridOf(part, report),
    );
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

function figureOf(part: Element, report: Document, origin: AnyOrigin): Element {
  const figure = report.createElement('figure');
  const add = adder(report);
  const title = textOf(part.querySelector('h3'));
  const summary = textOf(part.querySelector('.summary'));
  const place = part.querySelector<HTMLElement>('.drawing');
  add(figure, 'h2', title);
  add(figure, 'p', summary).className = 'quiet';
  // What is a table on the page stays one.
  if (place !== null && place.querySelector('svg') !== null && place.querySelector('table') === null)
    figure.append(report.importNode(figureSvg({ title, summary, place }, origin, false), true));
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
      const made = add(line, cell.tagName === 'TH' ? 'th' : 'td', textOf(cell));
      if (cell.colSpan > 1) made.setAttribute('colspan', String(cell.colSpan));
    }
  }
  return copy;
}

/** The table of metrics, which on the page is a grid with the roles of a table. */
function gridOf(grid: Element, report: Document): Element {
  const part = report.createElement('section');
  const add = adder(report);
  const lead = textOf(grid.closest('section')?.querySelector('header p') ?? null);
  if (lead !== '') add(part, 'p', lead).className = 'quiet';
  const copy = add(part, 'table', '');
  for (const row of grid.querySelectorAll('[role=row]')) {
    const cells = [...row.children];
    if (cells.length < 2) continue;
    const line = add(copy, 'tr', '');
    cells.forEach((cell, index) => add(line, index === 0 ? 'th' : 'td', linesOf(cell)));
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
  add(report.body, 'h2', 'Sources');
  const list = add(report.body, 'ul', '');
  for (const { what, source } of sources) add(list, 'li', `${what}: ${source}`);
}

function adder(report: Document): (parent: Element, name: string, text: string) => HTMLElement {
  return (parent, name, text) => {
    const element = report.createElement(name);
    if (text !== '') element.append(text);
    parent.append(element);
    return element;
  };
}

/** What stands on lines of its own on the page is told apart by a dot. */
function linesOf(element: Element): string {
  if (!(element instanceof HTMLElement)) return '';
  return element.innerText
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join(' · ');
}

function textOf(element: Element | null): string {
  return element instanceof HTMLElement ? element.innerText.replace(/\s+/g, ' ').trim() : '';
}
