import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { failureShown } from '../../src/state/failure.ts';
import { Study } from '../../src/state/study.svelte.ts';
import type { Compare, Posed } from '../../src/state/study.svelte.ts';
import { madeUpReading, madeUpSeries } from '../support/made-up-reading.ts';

function defaultScenario(): Scenario {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error(`refused: ${reading.problems[0]?.path ?? ''}`);
  return reading.scenario;
}
const scenario = defaultScenario();
const posed: Posed = { scenario, futures: 0 };

/** An engine that answers when told to, even after it was called off: the worst that can come. */
class SlowEngine {
  readonly requests: {
    readonly asked: Posed;
    readonly signal: AbortSignal;
    readonly partial: (reading: CompareReading) => void;
    readonly progress: (share: number) => void;
    readonly answer: (reading: CompareReading) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];

  readonly compare: Compare = (asked, { signal, onPartial, onProgress }) =>
    new Promise((answer, fail) => {
      this.requests.push({
        asked,
        signal,
        partial: onPartial,
        progress: (share) => onProgress({ share }),
        answer,
        fail,
      });
    });
}

/** Postponed work that a test sets off by hand. */
class Waiting {
  #acts: (() => void)[] = [];
  readonly later = (act: () => void) => {
    this.#acts.push(act);
    return () => {
      this.#acts = this.#acts.filter((one) => one !== act);
    };
  };
  pass(): void {
    const acts = this.#acts;
    this.#acts = [];
    for (const act of acts) act();
  }
}

function started() {
  const engine = new SlowEngine();
  const waiting = new Waiting();
  const study = new Study(engine.compare, waiting.later, failureShown);
  return { engine, waiting, study };
}
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const named = (seed: string, replications = 1000) => madeUpReading({ seed, replications });

describe('a study', () => {
  test('shows partial readings as they come, then the answer', async () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    waiting.pass();
    engine.requests[0]!.partial(named('one', 50));
    engine.requests[0]!.progress(0.05);
    expect([study.reading?.replications, study.current, study.phase, study.done]).toEqual([
      50,
      true,
      'running',
      0.05,
    ]);
    engine.requests[0]!.answer(named('one'));
    await settled();
    expect([study.reading?.replications, study.phase, study.done]).toEqual([1000, 'complete', 1]);
  });

  test('a burst of changes is asked at its first and, once it is over, at its last', () => {
    const { engine, waiting, study } = started();
    for (let change = 0; change < 10; change++) study.ask({ scenario, futures: change });
    expect(engine.requests.map(({ asked }) => asked.futures)).toEqual([0]);
    expect(engine.requests[0]!.signal.aborted).toBe(true);
    waiting.pass();
    expect(engine.requests.map(({ asked }) => asked.futures)).toEqual([0, 9]);
    study.ask(posed);
    expect(engine.requests).toHaveLength(3);
  });

  test('an older answer never takes the place of a newer question', async () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    waiting.pass();
    study.ask(posed);
    waiting.pass();
    const [old, young] = engine.requests;
    expect(old!.signal.aborted).toBe(true);
    young!.partial(named('young', 50));
    old!.partial(named('old', 900));
    old!.progress(0.9);
    old!.answer(named('old'));
    await settled();
    expect([study.reading?.seed, study.reading?.replications, study.phase]).toEqual(['young', 50, 'running']);
    old!.fail(new Error('late'));
    young!.answer(named('young'));
    await settled();
    expect([study.reading?.seed, study.phase, study.failure]).toEqual(['young', 'complete', undefined]);
  });

  test('the earlier answer stays while the next is under way, marked as earlier', () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    waiting.pass();
    engine.requests[0]!.partial(named('one', 50));
    study.ask(posed);
    expect([study.reading?.seed, study.current]).toEqual(['one', false]);
  });

  test('Stop keeps what is there and lets nothing in after', async () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    waiting.pass();
    engine.requests[0]!.partial(named('one', 50));
    study.stop();
    expect(engine.requests[0]!.signal.aborted).toBe(true);
    engine.requests[0]!.answer(named('one'));
    await settled();
    expect([study.phase, study.reading?.replications, study.failure]).toEqual(['stopped', 50, undefined]);
  });

  test('Stop in the middle of a burst starts nothing more', () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    study.ask(posed);
    study.stop();
    waiting.pass();
    expect(engine.requests).toHaveLength(1);
    expect(engine.requests[0]!.signal.aborted).toBe(true);
    study.ask(posed);
    waiting.pass();
    expect(engine.requests).toHaveLength(2);
  });

  test('what was never asked is not stopped by whoever leaves', () => {
    const { study } = started();
    study.stop();
    expect(study.phase).toBe('running');
  });

  test('a failure is told with its details, and the next question clears it', async () => {
    const { engine, waiting, study } = started();
    study.ask(posed);
    waiting.pass();
    engine.requests[0]!.partial(named('one', 50));
    engine.requests[0]!.fail(
      Object.assign(new Error('chunk 7 failed twice'), { details: 'where it happened' }),
    );
    await settled();
    expect(study.phase).toBe('failed');
    expect(study.failure).toEqual({ message: 'chunk 7 failed twice', details: 'where it happened' });
    expect(study.reading?.replications).toBe(50);
    study.ask(posed);
    expect(study.failure).toBeUndefined();
  });

  test('a settled answer spares futures, which can be lived after all without showing less meanwhile', async () => {
    const { engine, waiting, study } = started();
    study.pose(scenario, 40);
    waiting.pass();
    expect(engine.requests[0]!.asked).toEqual({ scenario, futures: 40 });
    engine.requests[0]!.partial(named('one', 200));
    expect(study.spared).toBe(0);
    engine.requests[0]!.answer(named('one', 450));
    await settled();
    expect([study.phase, study.spared]).toEqual(['complete', 550]);

    study.liveAll();
    waiting.pass();
    const [, all] = engine.requests;
    expect(all!.asked).toEqual({ scenario, futures: 'all' });
    all!.partial(named('one', 200));
    expect([study.reading?.replications, study.current, study.phase]).toEqual([450, true, 'running']);
    all!.partial(named('one', 600));
    expect(study.reading?.replications).toBe(600);
    all!.answer(named('one', 1000));
    await settled();
    expect([study.reading?.replications, study.spared]).toEqual([1000, 0]);
    study.liveAll();
    waiting.pass();
    expect(engine.requests).toHaveLength(2);

    // Another question begins from the first futures again; until then what is shown is of the one before.
    const other = { ...scenario };
    study.pose(other);
    waiting.pass();
    expect(study.lived).toBe(scenario);
    engine.requests[2]!.partial(named('two', 8));
    expect(study.reading?.replications).toBe(8);
    expect(study.lived).toBe(other);
  });

  test('axes hold still while bands sharpen', () => {
    const { engine, waiting, study } = started();
    const withBand = (deviation: number) =>
      madeUpReading({ series: { mrr: madeUpSeries([100, 200], [120, 260], deviation) }, replications: 50 });
    study.ask(posed);
    waiting.pass();
    engine.requests[0]!.partial(withBand(60));
    const coarse = study.domains.mrr;
    engine.requests[0]!.partial(withBand(10));
    expect(study.domains.mrr).toEqual(coarse);
    engine.requests[0]!.partial(withBand(200));
    expect(study.domains.mrr!.levels.high).toBeGreaterThan(coarse!.levels.high);
  });
});
