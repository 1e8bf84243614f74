import { valueAt } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { differs, leversOf, matches } from './levers.ts';
import type { Lever, LeverGroup, LeverScope } from './levers.ts';

export type LeverFilter = 'main' | 'different' | 'changed' | 'all';

export interface LeverQuery {
  readonly scope: LeverScope;
  readonly filter: LeverFilter;
  /** What was typed; if anything, it is searched for and the filter rests. */
  readonly search: string;
}

/** The same query in another scope; only strategies can differ from each other. */
export function inScope(query: LeverQuery, scope: LeverScope): LeverQuery {
  const filter = scope !== 'strategies' && query.filter === 'different' ? 'main' : query.filter;
  return { ...query, scope, filter };
}

/** Where a scope's values stand: one address for each strategy that is compared, or a single one. */
export function rootsOf(scope: LeverScope): readonly string[] {
  return scope === 'strategies' ? ['/strategies/0', '/strategies/1'] : [`/${scope}`];
}

/** The levers that are asked for, by group; groups without any are left out. */
export function leversShown(
  scenario: Scenario,
  { scope, filter, search }: LeverQuery,
  isChanged: (pointer: string) => boolean,
): LeverGroup[] {
  const typed = search.trim();
  const roots = rootsOf(scope);
  const isShown = (lever: Lever, group: LeverGroup): boolean => {
    if (typed !== '') return matches(lever, group, typed);
    const pointers = roots.map((root) => root + lever.pointer);
    if (filter === 'different') return differs(pointers.map((pointer) => valueAt(scenario, pointer)));
    if (filter === 'changed') return pointers.some(isChanged);
    return filter === 'all' || lever.main;
  };
  return leversOf(scenario, scope)
    .map((group) => ({ ...group, levers: group.levers.filter((lever) => isShown(lever, group)) }))
    .filter(({ levers }) => levers.length > 0);
}

export interface FoundElsewhere {
  readonly scope: LeverScope;
  readonly name: string;
  readonly count: number;
}

/** What the scopes are called. */
export const scopeNames: Readonly<Record<LeverScope, string>> = {
  strategies: 'Strategies',
  world: 'World',
  run: 'Run',
};

/** How many levers the other scopes have for what is searched. */
export function foundElsewhere(scenario: Scenario, query: LeverQuery): readonly FoundElsewhere[] {
  if (query.search.trim() === '') return [];
  return (['strategies', 'world', 'run'] as const).flatMap((scope) => {
    if (scope === query.scope) return [];
    const found = leversShown(scenario, { ...query, scope }, () => false);
    const count = found.reduce((sum, { levers }) => sum + levers.length, 0);
    return count === 0 ? [] : [{ scope, name: scopeNames[scope], count }];
  });
}

/** What is said when nothing is found. */
export function nothingWords({ filter, search }: LeverQuery): string {
  if (search.trim() !== '') return `No lever here is called “${search.trim()}”.`;
  return filter === 'changed'
    ? 'Nothing is changed from the opened scenario.'
    : 'The strategies do not differ.';
}
