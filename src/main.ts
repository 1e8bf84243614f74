import './app.css';
import { mount } from 'svelte';
import defaultScenario from '../scenarios/default.json?raw';
import { readScenario } from '../scenarios/read.ts';
import { startLab } from '../workers/browser-engine.ts';
import App from './App.svelte';
import { Offline } from './offline/offline.svelte.ts';
import { ownPage } from './sharing/own-page.ts';
import { HelpKey } from './shell/help-key.svelte.ts';
import { compareWith } from './state/compare-scenario.ts';
import { failureShown } from './state/failure.ts';
import { Lab } from './state/lab.svelte.ts';
import { memoryOf } from './state/memory.ts';
import { Theme } from './state/theme.svelte.ts';
import type { Later } from './state/experiment.svelte.ts';
import type { ThemeChoice } from './state/theme.svelte.ts';

const reading = readScenario(defaultScenario);
if (reading.kind !== 'scenario')
  throw new Error(`the default scenario is refused: ${reading.problems[0]?.path ?? ''}`);

const later: Later = (act, milliseconds) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};
const engine = startLab();
const page = await ownPage();
const lab = new Lab({
  scenario: reading.scenario,
  restored: page.kept,
  compare: compareWith(engine),
  run: (asked, options) => engine.run(asked, options),
  later,
  locale: navigator.language,
  describe: failureShown,
});

const darkness = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = (): ThemeChoice => (darkness.matches ? 'dark' : 'light');
const theme = new Theme(systemTheme(), memoryOf('cohort-lab:theme'));
darkness.addEventListener('change', () => theme.follow(systemTheme()));

const target = document.getElementById('app');
if (target === null) throw new Error('the page has no place for the app');
const offline = new Offline();
addEventListener('vite:preloadError', () => offline.missed());
const helpKey = new HelpKey(memoryOf('cohort-lab:help-key'));
mount(App, { target, props: { lab, theme, helpKey, page, shelf: shelf(), offline, later } });

/** A browser may forbid storage; then nothing is kept and everything works. */
function shelf(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
