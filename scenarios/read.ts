/**
 * Text becomes a scenario, or a list of everything that is wrong with it. Never throws: whatever a stranger's file
 * holds is a value. In order: JSON within caps, version, shape, and what only the whole can tell.
 */
import { z } from 'zod';
import { checkScenario } from '../simulations/parameters/checks.ts';
import { child, isGroup } from '../simulations/parameters/pointer.ts';
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { Scenario } from '../simulations/parameters/scenario.ts';
import { explain } from './explain.ts';
import { parseJson } from './json.ts';
import { migrate, newestVersion } from './migrations.ts';

export type { Problem };

export type Reading =
  | {
      readonly kind: 'scenario';
      readonly scenario: Scenario;
      /** Worth knowing before a run; no reason to refuse. */
      readonly warnings: readonly Problem[];
    }
  | {
      readonly kind: 'problems';
      /** At most `mostProblems`, never empty. */
      readonly problems: readonly Problem[];
      /** How many were found beyond those listed. */
      readonly more: number;
    };

/** Problems that a reading lists by name; the rest is counted. */
export const mostProblems = 200;

export function readScenario(text: string): Reading {
  const json = parseJson(text);
  if (!('value' in json)) return refused(json.problems);

  const file = atNewestVersion(json.value);
  if (file.kind === 'problem') return refused([...json.problems, file.problem]);

  const shaped = z.safeParse(Scenario, file.value);
  if (!shaped.success) return explained(shaped.error.issues, file.value, json.problems);
  if (json.problems.length > 0) return refused(json.problems);

  const { problems, warnings } = checkScenario(shaped.data);
  return problems.length > 0 ? refused(problems) : { kind: 'scenario', scenario: shaped.data, warnings };
}

function refused(problems: readonly Problem[], more = 0): Reading {
  const listed = problems.slice(0, mostProblems);
  return { kind: 'problems', problems: listed, more: more + problems.length - listed.length };
}

function explained(issues: readonly z.core.$ZodIssue[], value: unknown, before: readonly Problem[]): Reading {
  const problems = [...before];
  let more = 0;
  for (const issue of issues) {
    // Explaining is the dear part, and nobody reads the thousandth problem: count it only.
    if (problems.length >= mostProblems) {
      more += issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
      continue;
    }
    // 1e999 is out of every range, but has been named already as what it is.
    const explained = explain(issue, { schema: Scenario, value, steps: [] });
    problems.push(...explained.filter(({ found }) => found !== 'Infinity' && found !== '-Infinity'));
  }
  return refused(problems, more);
}

type Versioned =
  | { readonly kind: 'file'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

function atNewestVersion(value: unknown): Versioned {
  const version = child(value, 'version');
  if (!isGroup(value) || typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    // No version at all, or nonsense: the shape says so.
    return { kind: 'file', value };
  }
  const newest = newestVersion();
  if (version > newest) {
    return {
      kind: 'problem',
      problem: {
        path: '/version',
        found: foundText(version),
        expected: `a version up to ${newest}`,
        hint: 'This file was made by a newer Cohort Lab: open it there, or update this one.',
      },
    };
  }
  return { kind: 'file', value: migrate(value, version) };
}
