// Small programs mean the same in JavaScript and as machine code: the phrases of the language, and every shape in memory.
import { describe, expect, test } from 'vitest';
import { constants, Stage as Constants } from './programs/constants.ts';
import { outside, phrases, Stage as Phrases } from './programs/phrases.ts';
import { read, Stage as Shapes } from './programs/shapes.ts';
import { numbers, Stage as Numbers } from './programs/written-numbers.ts';
import { answersOfMachine } from './run-program.ts';

describe.each(['fast', 'checked'] as const)('in a build that is %s', (build) => {
  test('whole division stays real, lists are walked and taken apart, literals keep their kind', async () => {
    const stage = new Phrases();
    phrases(stage, 7);
    const wanted = [...stage.answers];
    expect(wanted.slice(0, 5)).toEqual([3.5, 3, 1 / 3, 1.5, 3.5]);
    expect(
      await answersOfMachine('tests/machine/programs/phrases.ts', 'phrases', new Phrases(), 7, build),
    ).toEqual(wanted);
  });

  test('what written numbers come to is worked out as JavaScript does', async () => {
    const stage = new Numbers();
    numbers(stage, 7);
    const wanted = [...stage.answers];
    expect(wanted.slice(0, 5)).toEqual([2 ** 31, 2 ** 32, 3 * (2 ** 31 + 5), -(2 ** 31), -1]);
    const file = 'tests/machine/programs/written-numbers.ts';
    expect(await answersOfMachine(file, 'numbers', new Numbers(), 7, build)).toEqual(wanted);
  });

  test('a name means what it means in its own block and file', async () => {
    const stage = new Constants();
    constants(stage, 1);
    const wanted = [...stage.answers];
    expect(wanted).toEqual([12, 1.5, 2, 2, 20, 200, 3, 5, 20]);
    const file = 'tests/machine/programs/constants.ts';
    expect(await answersOfMachine(file, 'constants', new Constants(), 1, build)).toEqual(wanted);
  });

  test('every shape is read where it was laid out', async () => {
    const stage = new Shapes();
    read(stage, 3);
    const wanted = [...stage.answers];
    expect(wanted).not.toContain(NaN);
    expect(
      await answersOfMachine('tests/machine/programs/shapes.ts', 'read', new Shapes(), 3, build),
    ).toEqual(wanted);
  });
});

test('a checked build reads nothing behind the end of a list', async () => {
  const stage = new Phrases();
  outside(stage, 0);
  expect(stage.answers[0]).toBeNaN();
  const ran = answersOfMachine('tests/machine/programs/phrases.ts', 'outside', new Phrases(), 0, 'checked');
  await expect(ran).rejects.toThrow('outside of a list');
});
