/** A page with the engine and nothing else, for the browser tests to ask. */
import { z } from 'zod';
import defaultScenario from '../../../scenarios/default.json?raw';
import { readScenario } from '../../../scenarios/read.ts';
import { startLab } from '../../../workers/browser-engine.ts';
import type { Lab } from '../../../workers/browser-engine.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';

declare global {
  var enginePage: { lab: Lab; scenario: Scenario; startLab: () => Lab };
}

z.config({ jitless: true });
const read = readScenario(defaultScenario);
if (read.kind !== 'scenario') throw new Error('the default scenario is refused');
globalThis.enginePage = { lab: startLab(), scenario: read.scenario, startLab };
