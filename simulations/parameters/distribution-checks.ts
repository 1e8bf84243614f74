/**
 * What no field of a distribution can tell by itself: that it lies inside its parameter's range, that its percentiles can be met,
 * and that rank correlations tie together what is uncertain and can hold together. A part of checks.ts.
 */
import { copulaOf, drawNameOf } from './correlations.ts';
import type { About, Distribution } from './declare.ts';
import { betaShapes, distributionsIn } from './distributions.ts';
import type { Findings } from './findings.ts';
import { stepsOf } from './pointer.ts';
import type { Step } from './pointer.ts';
import { inWords, nearestName } from './problem.ts';
import type { Scenario } from './scenario.ts';

/** More than a form can show; fitting a hundred thousand of them would stop the page. */
const MOST_DISTRIBUTIONS = 2000;

export function checkDistributions(scenario: Scenario, found: Findings): void {
  const all = distributionsIn(scenario);
  if (all.length > MOST_DISTRIBUTIONS) {
    found.add([], scenario, `at most ${MOST_DISTRIBUTIONS} distributions`, `There are ${all.length}.`);
    return;
  }
  for (const { pointer, about, distribution } of all) {
    checkDistribution(distribution, about, stepsOf(pointer) ?? [], found);
  }
}

function checkDistribution(
  distribution: Distribution,
  about: About,
  steps: readonly Step[],
  found: Findings,
): void {
  const { min, max } = about;
  const range = `a number between ${min} and ${max}, as the parameter itself`;
  const inRange = (place: readonly Step[], number: number) => {
    const fits = number >= min && number <= max;
    if (!fits) found.add(place, number, range, about.help);
    return fits;
  };
  if ('values' in distribution) {
    for (const [index, number] of distribution.values.entries()) inRange([...steps, 'values', index], number);
  } else if ('mode' in distribution) {
    const { low, mode, high } = distribution;
    const all = [
      inRange([...steps, 'low'], low),
      inRange([...steps, 'mode'], mode),
      inRange([...steps, 'high'], high),
    ];
    if (all.includes(false)) return;
    if (mode < low || mode > high)
      found.add(
        [...steps, 'mode'],
        mode,
        `a number between low (${low}) and high (${high})`,
        'low ≤ mode ≤ high.',
      );
  } else {
    const { p10, p90, shape } = distribution;
    const all = [inRange([...steps, 'p10'], p10), inRange([...steps, 'p90'], p90)];
    if (all.includes(false)) return;
    if (p10 >= p90) {
      found.add(
        [...steps, 'p90'],
        p90,
        `a number above p10 (${p10})`,
        'One value in ten lies below p10, and one in ten above p90.',
      );
    } else if (shape === 'lognormal' && p10 <= 0) {
      found.add(
        [...steps, 'p10'],
        p10,
        'a number above 0',
        'What is log-normal is never 0 or below: use "normal" or "beta".',
      );
    } else if (p90 - p10 < CLOSEST * (max - min)) {
      found.add(
        [...steps, 'p90'],
        p90,
        `a number further above p10 (${p10})`,
        'So close together they are one number: write that.',
      );
    } else if (
      shape === 'beta' &&
      betaShapes((p10 - min) / (max - min), (p90 - min) / (max - min)) === undefined
    ) {
      found.add(
        steps,
        distribution,
        `percentiles that a beta distribution between ${min} and ${max} can have`,
        'They lie too close together, or too close to an end of that range: use "normal" or "lognormal".',
      );
    }
  }
}

/** Pairs of different uncertain parameters, each once; whether they fit together is for the copula to say. */
export function checkCorrelations(scenario: Scenario, found: Findings, warnings: Findings): void {
  const { correlations = [] } = scenario.run;
  if (correlations.length === 0) return;
  const uncertain = distributionsIn(scenario).map(({ pointer }) => pointer);
  const known = new Map(uncertain.map((pointer) => [pointer, drawNameOf(pointer)]));
  const seen = new Set<string>();
  const place = (index: number, field: string) => ['run', 'correlations', index, field];
  for (const [index, { a, b }] of correlations.entries()) {
    for (const [field, pointer] of Object.entries({ a, b })) {
      if (known.has(pointer)) continue;
      const nearest = nearestName(pointer, uncertain);
      const hint =
        uncertain.length === 0
          ? 'No parameter of this scenario is a distribution: there is nothing to tie together.'
          : nearest === undefined
            ? `Uncertain here: ${inWords(uncertain.slice(0, 5))}${uncertain.length > 5 ? ', and others' : ''}.`
            : `Did you mean ${nearest}?`;
      found.add(place(index, field), pointer, 'the JSON Pointer of a parameter that is a distribution', hint);
    }
    const [one, other] = [known.get(a), known.get(b)];
    if (one === undefined || other === undefined) continue;
    if (one === other) {
      found.add(
        place(index, 'b'),
        b,
        'another parameter than a',
        'A parameter that several strategies leave uncertain is drawn once for all of them.',
      );
    }
    const pair = [one, other].sort().join(' ');
    if (seen.has(pair))
      found.add(place(index, 'b'), b, 'each pair once', 'These two are tied together already.');
    seen.add(pair);
  }
  if (found.problems.length > 0) return;
  const repair = copulaOf([...new Set(known.values())], correlations)?.repair;
  if (repair === null || repair === undefined) return;
  warnings.add(
    ['run', 'correlations'],
    correlations,
    'correlations that can hold together',
    `They contradict each other: the nearest that do not are used, the furthest ${repair.largestChange.toFixed(2)} away.`,
  );
}

/** Percentiles closer than this share of the range leave no digits to draw with. */
const CLOSEST = 1e-12;
