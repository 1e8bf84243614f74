// The model as machine code gives the bits of the model in JavaScript: in random studies, in lively ones, whatever the machine
// lived before, and in a build that checks every index.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compiled } from '../../simulations/machine/compiled.ts';
import { Machine } from '../../simulations/machine/machine.ts';
import { simulateInJavaScript, simulateOn } from '../../simulations/replication.ts';
import { compileModel } from '../../tools/machine-compiler/compile.ts';
import { arbitraryStudy, runs } from '../laws/random-studies.ts';
import { livelyStudy } from '../statistical/directions/lively-study.ts';
import type { Study } from '../support/neutral-study.ts';
import { livelyVariants } from './lively-variants.ts';

/** Places at which the bits of a study differ between the machine and JavaScript. */
function differences(machine: Machine, study: Study, replications = 2): readonly number[] {
  const point = { ...study, firstReplication: 1, replications };
  return differingPlaces(simulateInJavaScript(point), simulateOn(machine, point));
}

function differingPlaces(one: Float64Array, other: Float64Array): readonly number[] {
  expect(other.length).toBe(one.length);
  const [words, others] = [one, other].map((values) => new BigUint64Array(values.buffer));
  return [...words!.keys()].filter((place) => words![place] !== others![place]);
}

const builds = new Map<string, Machine>();
beforeAll(async () => {
  if (compiled === undefined) throw new Error('the model was not compiled');
  builds.set('as it ships', new Machine(compiled));
  builds.set('checked', new Machine(await compileModel('checked')));
}, 120_000);

describe.each(['as it ships', 'checked'])('the machine %s', (build) => {
  test('gives the same bits in any study, one after another on the same machine', () => {
    const machine = builds.get(build)!;
    fc.assert(
      fc.property(arbitraryStudy, (study) => {
        expect(differences(machine, study)).toEqual([]);
      }),
      runs(60),
    );
  });

  test.each(Object.entries(livelyVariants()))('with %s', (_, study) => {
    expect(differences(builds.get(build)!, study)).toEqual([]);
  });
});

test('a shorter run, more segments and the first study again leave nothing behind', () => {
  const machine = builds.get('as it ships')!;
  const study = livelyStudy();
  const { segments } = study.world;
  const twelve = Array.from({ length: 12 }, (_, index) => ({
    ...segments[index % 2]!,
    id: `segment-${index}`,
  }));
  const coverage = Object.fromEntries(twelve.map(({ id }) => [id, 0.5]));
  const many: Study = {
    ...study,
    world: { ...study.world, segments: twelve },
    strategy: { ...study.strategy, success: { ...study.strategy.success, coverage } },
  };
  for (const each of [study, { ...study, run: { ...study.run, months: 3, ltvMonths: 2 } }, many, study])
    expect(differences(machine, each, 3)).toEqual([]);
});

test('the comparison sees one bit', () => {
  const values = simulateInJavaScript({ ...livelyStudy(), firstReplication: 0, replications: 1 });
  const changed = values.slice();
  new Uint8Array(changed.buffer)[8 * 40]! ^= 1;
  expect(differingPlaces(values, values)).toEqual([]);
  expect(differingPlaces(values, changed)).toEqual([40]);
});
