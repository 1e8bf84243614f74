import { describe, expect, test } from 'vitest';
import { Inquiry, studyOf } from '../../src/state/inquiry.svelte.ts';
import type { Asked } from '../../src/state/inquiry.svelte.ts';
import { keptBy } from '../../src/state/kept-by.svelte.ts';
import { smallScenario } from '../support/small-scenario.ts';

interface Question {
  readonly about: string;
}

/** Answers at once, when told to. */
function started(first?: number) {
  const asked: Asked<Question>[] = [];
  const signals: AbortSignal[] = [];
  let acts: (() => void)[] = [];
  const inquiry = new Inquiry<Question, string>(
    (question, { signal }) => {
      asked.push(question);
      signals.push(signal);
      return Promise.resolve(`${question.question.about}, ${String(question.futures)}`);
    },
    {
      later: (act) => {
        acts.push(act);
        return () => {
          acts = acts.filter((one) => one !== act);
        };
      },
      describe: (error) => ({ message: String(error), details: '' }),
    },
    first,
  );
  const settle = async () => {
    for (const act of acts.splice(0)) act();
    await new Promise<void>((resolve) => setTimeout(resolve));
  };
  return { inquiry, asked, signals, settle };
}
const scenario = smallScenario({ replications: 300 });

describe('an inquiry', () => {
  test('begins with few futures and refines up to those of the scenario', async () => {
    const { inquiry, settle } = started();
    inquiry.pose(scenario, { about: 'gates' });
    await settle();
    expect([inquiry.reading, inquiry.canRefine, inquiry.refinedFutures]).toEqual(['gates, 32', true, 128]);
    inquiry.refine();
    expect(inquiry.canRefine).toBe(false);
    await settle();
    expect([inquiry.reading, inquiry.refinedFutures]).toEqual(['gates, 128', 300]);
    inquiry.refine();
    await settle();
    expect([inquiry.reading, inquiry.canRefine]).toEqual(['gates, 300', false]);
  });

  test('a finer answer takes the place of the one on show when it is whole, and none of its parts does', async () => {
    const runs: { readonly part: (reading: string) => void; readonly whole: (reading: string) => void }[] =
      [];
    const inquiry = new Inquiry<Question, string>(
      (_, { onPartial }) => new Promise((whole) => runs.push({ part: onPartial, whole })),
      {
        later: (act) => {
          const timer = setTimeout(act);
          return () => {
            clearTimeout(timer);
          };
        },
        describe: (error) => ({ message: String(error), details: '' }),
      },
    );
    const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
    inquiry.pose(scenario, { about: 'gates' });
    runs[0]!.part('part of 32');
    expect(inquiry.reading).toBe('part of 32');
    runs[0]!.whole('32');
    await settle();

    inquiry.refine();
    runs[1]!.part('part of 128');
    expect([inquiry.reading, inquiry.current, inquiry.isRefining]).toEqual(['32', true, true]);
    runs[1]!.whole('128');
    await settle();
    expect([inquiry.reading, inquiry.phase, inquiry.isRefining]).toEqual(['128', 'complete', false]);

    inquiry.refine();
    inquiry.stop();
    expect([inquiry.reading, inquiry.phase, inquiry.futures]).toEqual(['128', 'complete', 128]);
    expect([inquiry.canRefine, inquiry.refinedFutures]).toEqual([true, 300]);

    inquiry.pose(scenario, { about: 'plans' });
    await settle();
    runs.at(-1)!.part('part of another');
    expect(inquiry.reading).toBe('part of another');
  });

  test('asks for no more futures than the scenario does', async () => {
    const { inquiry, asked, settle } = started();
    inquiry.pose(smallScenario({ replications: 8 }), { about: 'gates' });
    await settle();
    expect(asked.map(({ futures }) => futures)).toEqual([8]);
    expect(studyOf(asked[0]!).run.replications).toBe(8);
  });

  test('the same question is asked once, another one anew', async () => {
    const { inquiry, asked, settle } = started();
    inquiry.pose(scenario, { about: 'gates' });
    await settle();
    inquiry.pose(scenario, { about: 'gates' });
    await settle();
    expect(asked).toHaveLength(1);
    inquiry.pose(scenario, { about: 'lines' });
    await settle();
    inquiry.pose({ ...scenario }, { about: 'lines' });
    await settle();
    expect(asked.map(({ question }) => question.about)).toEqual(['gates', 'lines', 'lines']);
  });

  test('who leaves calls off what is under way, and who returns asks again', async () => {
    const { inquiry, asked, signals, settle } = started();
    inquiry.pose(scenario, { about: 'gates' });
    inquiry.leave();
    expect(signals[0]?.aborted).toBe(true);
    await settle();
    expect(asked).toHaveLength(1);
    inquiry.pose(scenario, { about: 'gates' });
    await settle();
    inquiry.leave();
    inquiry.pose(scenario, { about: 'gates' });
    await settle();
    expect([asked.length, inquiry.phase]).toEqual([2, 'complete']);
  });

  test('without a limit it takes all futures at once', async () => {
    const { inquiry, settle } = started(Infinity);
    inquiry.pose(scenario, { about: 'lives' });
    await settle();
    expect([inquiry.reading, inquiry.canRefine]).toEqual(['lives, 300', false]);
  });
});

test('what a room keeps is made once for each owner', () => {
  let made = 0;
  const kept = keptBy(() => ({ number: ++made }));
  const [one, other] = [{}, {}];
  expect(kept(one)).toBe(kept(one));
  expect(kept(other).number).toBe(2);
});
