import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { scenarioSchema } from '../../scenarios/schema.ts';
import { valueAt, withValueAt } from '../../simulations/parameters/pointer.ts';
import { parameters } from '../../simulations/parameters/registry.ts';
import { arbitraryScenario } from '../support/arbitrary-scenario.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const honest = JSON.parse(readFileSync(new URL('default.json', folder), 'utf8')) as unknown;
const accepts = new Ajv2020({ strict: true, allErrors: false }).compile(scenarioSchema());

describe('the JSON Schema', () => {
  test('accepts the default scenario and any other that the reader accepts', () => {
    expect(accepts(honest)).toBe(true);
    fc.assert(
      fc.property(arbitraryScenario({ uncertain: true }), (scenario) => accepts(scenario)),
      { numRuns: 100, seed: 4 },
    );
  });

  test.each([
    ['/world/segments/0/firstMonthChurn', 5],
    ['/world/segments/0/firstMonthChurn', '5 %'],
    ['/world/segments/0/firstMonthChurn', { p10: 0.1, p90: 0.2 }],
    ['/world/segments/0/id', 'Small teams'],
    ['/world/segments', []],
    ['/world/market/unknown', 1],
    ['/strategies/0/ladder/pricing', 'per seat'],
    ['/strategies/0/offers/milestone', 'yes'],
    ['/run/months', 11.5],
    ['/run/seed', ''],
    ['/version', 2],
    ['/strategies/0/bundle', { discount: 0.1 }],
  ])('refuses as the reader does: %s = %j', (pointer, value) => {
    const broken = withValueAt(honest, pointer, value);
    expect(accepts(broken)).toBe(false);
    expect(readScenario(JSON.stringify(broken)).kind).toBe('problems');
  });

  test('tells label, help, range and default of every quantity', () => {
    const schema = scenarioSchema();
    for (const { pattern, about } of parameters()) {
      if (about.kind !== 'quantity') continue;
      const node = schemaNode(schema, pattern);
      // To a reader of the schema a default is what a file without the field means.
      const { label, help, absent = about.default } = about;
      expect(node).toMatchObject({ title: label, description: help, default: absent });
      expect(node).toMatchObject({
        anyOf: [{ minimum: about.min, maximum: about.max }, { $ref: '#/$defs/Distribution' }],
      });
    }
  });

  test('is what scenario.schema.json holds', () => {
    const kept: unknown = JSON.parse(readFileSync(new URL('scenario.schema.json', folder), 'utf8'));
    const hint =
      'Run: npm run -s lab -- schema > scenarios/scenario.schema.json && npx prettier --write scenarios/scenario.schema.json';
    expect(kept, hint).toEqual(scenarioSchema());
  });
});

/** The node of a schema that a scenario's pattern leads to. */
function schemaNode(schema: unknown, pattern: string): unknown {
  return pattern
    .split('/')
    .slice(1)
    .reduce<unknown>((node, step) => {
      const group = valueAt(node, '/anyOf/0') ?? node;
      if (step !== '*') return valueAt(group, `/properties/${step}`);
      return valueAt(group, '/items') ?? valueAt(group, '/additionalProperties');
    }, schema);
}
