/**
 * Valid scenarios, any of them: every parameter anywhere in its declared range (the ends and the default come often),
 * lists and keys that fit together. Read off the declarations, so that a new parameter is in it at once.
 */
import fc from 'fast-check';
import { z } from 'zod';
import { declarationOf } from '../../simulations/parameters/declare.ts';
import type { Distribution, Uncertain } from '../../simulations/parameters/declare.ts';
import { checkScenario } from '../../simulations/parameters/checks.ts';
import { drawNameOf } from '../../simulations/parameters/correlations.ts';
import { betaShapes, distributionsIn } from '../../simulations/parameters/distributions.ts';
import type { Range } from '../../simulations/parameters/distributions.ts';
import { forbiddenNames, isGroup, pointerOf } from '../../simulations/parameters/pointer.ts';
import type { Step } from '../../simulations/parameters/pointer.ts';
import { formOf, parameterAt, schemaAt } from '../../simulations/parameters/registry.ts';
import type { Schema } from '../../simulations/parameters/registry.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';
import { hash24 } from '../../simulations/random/hash.ts';

export interface ScenarioOptions {
  /** Longest horizon; 240 by default. */
  readonly maxMonths?: number;
  /** Few customers and futures, so that a law may run it: the market ends at 300 sign-ups. */
  readonly small?: boolean;
  /** Some parameters are distributions; otherwise all are numbers. */
  readonly uncertain?: boolean;
}

export function arbitraryScenario(options: ScenarioOptions = {}): fc.Arbitrary<Scenario> {
  const counts = fc.record({
    segments: fc.integer({ min: 1, max: 4 }),
    addOns: fc.integer({ min: 0, max: 4 }),
    strategies: fc.integer({ min: 2, max: 3 }),
  });
  return counts
    .chain(({ segments, addOns, strategies }) =>
      fc.record({
        segments: fc.record({ ids: arbitraryIds(segments), names: arbitraryNames(segments) }),
        addOns: fc.record({ ids: arbitraryIds(addOns), names: arbitraryNames(addOns) }),
        strategies: arbitraryNames(strategies),
      }),
    )
    .chain(({ segments, addOns, strategies }) => {
      const places: Places = new Map([
        ...everywhere(options),
        ['/run/correlations', fc.constant(undefined)],
        ...(options.small === true ? few : []),
        [
          '/world/product/addOns',
          fc.constant(addOns.ids.map((id, index) => ({ id, name: addOns.names[index] }))),
        ],
      ]);
      const within = (more: Iterable<readonly [string, fc.Arbitrary<unknown>]>): Places =>
        new Map([...places, ...more]);
      const needs = table(addOns.ids, at(['world', 'segments', 0, 'needs', 'x'], places));
      const coverage = table(segments.ids, at(['strategies', 0, 'success', 'coverage', 'x'], places));
      const segment = (id: string, index: number) =>
        at(
          ['world', 'segments', 0],
          within([
            ['/world/segments/*/id', fc.constant(id)],
            ['/world/segments/*/name', fc.constant(segments.names[index])],
            ['/world/segments/*/needs', needs],
            // Somebody must arrive.
            ...(index === 0 ? [['/world/segments/*/share', between(0.1, 1000)] as const] : []),
          ]),
        );
      const strategy = (name: string) =>
        fc.subarray([...addOns.ids]).chain((sold) =>
          at(
            ['strategies', 0],
            within([
              ['/strategies/*/name', fc.constant(name)],
              ['/strategies/*/ladder', arbitraryLadder(places)],
              ['/strategies/*/addOns', fc.tuple(...sold.map((addOn) => arbitrarySale(addOn, places)))],
              ['/strategies/*/bundle', arbitraryBundle(sold, places)],
              ['/strategies/*/success/coverage', coverage],
            ]),
          ),
        );
      const whole = within([
        ['/world/segments', fc.tuple(...segments.ids.map(segment))],
        ['/strategies', fc.tuple(...strategies.map(strategy))],
      ]);
      // Through text, because a field that is there and undefined is none.
      const scenario = at([], whole).map((value) =>
        withinReach(Scenario.parse(JSON.parse(JSON.stringify(value)))),
      );
      return options.uncertain === true ? scenario.chain(arbitrarilyTied) : scenario;
    });
}

/** The same with fewer months and sign-ups, where parameters that are each in range would together leave it. */
function withinReach(scenario: Scenario): Scenario {
  let fitting = scenario;
  for (;;) {
    const { problems } = checkScenario(fitting);
    const grows = problems.some(({ path }) => path.includes('/usage') || path.endsWith('/seatGrowth'));
    const floods = problems.some(({ path }) => /\/(perMonth|organicPerMonth)$/.test(path));
    if (!grows && !floods) return fitting;
    const { world, strategies, run } = fitting;
    const months = grows ? Math.ceil(run.months / 2) : run.months;
    fitting = { ...fitting, run: { ...run, months } };
    if (!floods) continue;
    const budgets = strategies.map((strategy) => ({
      ...strategy,
      budget: { ...strategy.budget, perMonth: 1000 },
    }));
    const usual = { costPerSignup: 100, referenceSpend: 1000, organicPerMonth: 10, referenceFreeUsage: null };
    const market = { ...world.market, ...usual };
    fitting = { ...fitting, world: { ...world, market }, strategies: budgets };
  }
}

/** Some of the uncertain parameters tied together, each pair once. */
function arbitrarilyTied(scenario: Scenario): fc.Arbitrary<Scenario> {
  const draws = new Map(distributionsIn(scenario).map(({ pointer }) => [drawNameOf(pointer), pointer]));
  const pointers = [...draws.values()];
  const pairs = pointers.flatMap((a, index) => pointers.slice(index + 1).map((b) => ({ a, b })));
  if (pairs.length === 0) return fc.constant(scenario);
  return fc
    .tuple(
      fc.subarray(pairs, { maxLength: Math.min(4, pairs.length) }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    )
    .map(([tied, rho]) => {
      if (tied.length === 0) return scenario;
      const correlations = tied.map((pair) => ({ ...pair, rho: rho + 0 }));
      return { ...scenario, run: { ...scenario.run, correlations } };
    });
}

// ---- Any value of a schema -----------------------------------------------------------------------------------

/** What to generate in certain places, by the pattern of their JSON Pointer. */
type Places = ReadonlyMap<string, fc.Arbitrary<unknown>>;

const UNCERTAIN = 'uncertain';

function at(steps: readonly Step[], places: Places): fc.Arbitrary<unknown> {
  const schema = schemaAt(steps);
  if (schema === undefined) throw new RangeError(`no such place in a scenario: ${pointerOf(steps)}`);
  return anyOf(
    schema,
    pointerOf(steps.map((step) => (typeof step === 'number' || step === 'x' ? '*' : step))),
    places,
  );
}

function anyOf(schema: Schema, place: string, places: Places): fc.Arbitrary<unknown> {
  const placed = places.get(place);
  if (placed !== undefined) return placed;
  if ([...places.keys()].some((other) => other.startsWith(`${place}/`)))
    return unplaced(schema, place, places);
  // Nothing inside is placed, so this arbitrary serves every scenario: building them is most of the time.
  const known = places.has(UNCERTAIN) ? uncertainArbitraries : certainArbitraries;
  const before = known.get(schema);
  if (before !== undefined) return before;
  const made = unplaced(schema, place, places);
  known.set(schema, made);
  return made;
}

const certainArbitraries = new WeakMap<Schema, fc.Arbitrary<unknown>>();
const uncertainArbitraries = new WeakMap<Schema, fc.Arbitrary<unknown>>();

function unplaced(schema: Schema, place: string, places: Places): fc.Arbitrary<unknown> {
  const about = declarationOf(schema);
  switch (about?.kind) {
    case 'quantity':
      return places.has(UNCERTAIN)
        ? arbitraryUncertain(about, about.default)
        : arbitraryNumber(about, about.default);
    case 'whole':
      return fc.oneof(fc.constantFrom(about.min, about.max, about.default), fc.integer(pick(about)));
    case 'limit':
      return fc.option(arbitraryNumber(about, about.default));
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(about.choices));
    case 'text':
      return arbitraryText.filter((text) => text.length > 0 && text.length <= about.max);
    case 'group':
    case undefined:
      return anyOfForm(schema, place, places);
  }
}

function anyOfForm(schema: Schema, place: string, places: Places): fc.Arbitrary<unknown> {
  const form = formOf(schema);
  switch (form.kind) {
    case 'group': {
      const fields = Object.entries(form.fields);
      const required = fields.filter(([, field]) => formOf(field).kind !== 'optional').map(([name]) => name);
      const model = Object.fromEntries(
        fields.map(([name, field]) => [name, anyOf(field, `${place}/${name}`, places)]),
      );
      return fc.record(model, { requiredKeys: required, noNullPrototype: true });
    }
    case 'list':
      return fc.array(anyOf(form.item, `${place}/*`, places), {
        minLength: form.fewest,
        maxLength: form.fewest + 2,
      });
    case 'table':
      throw new RangeError(`say which keys the table has: ${place}`);
    case 'optional':
      return anyOf(form.inner, place, places);
    case 'union':
      return fc.oneof(...form.options.map((option) => anyOf(option, place, places)));
    case 'value':
      if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
      if (schema instanceof z.ZodLiteral) return fc.constant(schema.value);
      if (schema instanceof z.ZodNull) return fc.constant(null);
      if (schema instanceof z.ZodString) return arbitraryText;
      if (schema instanceof z.ZodNumber)
        return fc.integer({ min: schema.minValue ?? -1e6, max: schema.maxValue ?? 1e6 });
      throw new RangeError(`no arbitrary for the schema at ${place}`);
  }
}

/** Well-formed text in any script, now and then of the sort that breaks things. */
const arbitraryText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '=1+1',
    '"\\',
    'a\nb',
    '日本語',
    '\u202etxt',
    '𝒳',
    '\u0000',
    'é',
    '/~1~',
  ),
);

function arbitraryNumber({ min, max }: Range, usual: number): fc.Arbitrary<number> {
  return fc
    .oneof(fc.constantFrom(min, max, usual), fc.double({ min, max, noNaN: true }))
    .map((number) => number + 0);
}

function arbitraryUncertain(range: Range, usual: number): fc.Arbitrary<Uncertain> {
  return fc.oneof(
    // Some twenty of a scenario's parameters: a beta distribution takes as long to solve as all the rest to write and read.
    { weight: 12, arbitrary: arbitraryNumber(range, usual) },
    { weight: 1, arbitrary: arbitraryDistribution(range, usual) },
  );
}

export function arbitraryDistribution(range: Range, usual = range.min): fc.Arbitrary<Distribution> {
  const { min, max } = range;
  const inside = arbitraryNumber(range, usual);
  const sorted = (count: number) =>
    fc
      .array(inside, { minLength: count, maxLength: count })
      .map((list) => list.sort((left, right) => left - right));
  const apart = sorted(2).filter(([low, high]) => high! - low! > 1e-9 * (max - min));
  return fc.oneof(
    fc.array(inside, { minLength: 1, maxLength: 5 }).map((values) => ({ values })),
    sorted(3).map(([low, mode, high]) => ({ low: low!, mode: mode!, high: high! })),
    apart.map(([p10, p90]) => ({ p10: p10!, p90: p90!, shape: 'normal' as const })),
    // A parameter that is never above 0 has no log-normal distribution.
    apart.map(([p10, p90]) =>
      p10! > 0
        ? { p10: p10!, p90: p90!, shape: 'lognormal' as const }
        : { p10: p10!, p90: p90!, shape: 'normal' as const },
    ),
    apart
      .filter(
        ([p10, p90]) => betaShapes((p10! - min) / (max - min), (p90! - min) / (max - min)) !== undefined,
      )
      .map(([p10, p90]) => ({ p10: p10!, p90: p90!, shape: 'beta' as const })),
  );
}

// ---- What must fit together ----------------------------------------------------------------------------------

function everywhere(options: ScenarioOptions): [string, fc.Arbitrary<unknown>][] {
  const leaving = ['/world/leaving/cancellation', '/world/leaving/cancellationHidden'] as const;
  return [
    ['/version', fc.constant(1)],
    ['/name', arbitraryName],
    ['/world/currency', fc.constantFrom('USD', 'EUR', 'JPY')],
    // Hiding the way out cannot make it faster.
    [leaving[0], between(0.3, 1)],
    [leaving[1], between(0.01, 0.3)],
    ['/run/months', fc.integer({ min: 1, max: options.maxMonths ?? 240 })],
    ...(options.uncertain === true
      ? [[UNCERTAIN, fc.constant(true)] as [string, fc.Arbitrary<unknown>]]
      : []),
  ];
}

const few: readonly [string, fc.Arbitrary<unknown>][] = [
  ['/world/market/startingCustomers', fc.integer({ min: 0, max: 30 })],
  ['/world/market/costPerSignup', between(20, 500)],
  ['/world/market/referenceSpend', between(100, 5000)],
  ['/world/market/organicPerMonth', between(0, 5)],
  ['/world/market/size', fc.integer({ min: 1, max: 300 })],
  ['/strategies/*/budget/perMonth', between(0, 5000)],
  ['/run/replications', fc.integer({ min: 1, max: 4 })],
];

function between(min: number, max: number): fc.Arbitrary<number> {
  // Minus zero becomes zero: a file does not tell them apart.
  return fc.double({ min, max, noNaN: true }).map((number) => number + 0);
}

const plain = (name: string): string => name.trim().toLowerCase();

const arbitraryName = arbitraryText.filter((text) => plain(text).length > 0 && text.length <= 60);

function arbitraryNames(count: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(arbitraryName, { minLength: count, maxLength: count, selector: plain });
}

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
const arbitraryId = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, ...Array.from('0123456789-')), maxLength: 11 }),
  )
  .map(([first, rest]) => first + rest)
  .filter((id) => !forbiddenNames.includes(id));

function arbitraryIds(count: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(arbitraryId, { minLength: count, maxLength: count, selector: hash24 });
}

function table(keys: readonly string[], entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(keys.map((key) => [key, entry])), { noNullPrototype: true });
}

function arbitrarySale(addOn: string, places: Places): fc.Arbitrary<unknown> {
  return at(
    ['strategies', 0, 'addOns', 0],
    new Map([...places, ['/strategies/*/addOns/*/addOn', fc.constant(addOn)]]),
  );
}

function arbitraryBundle(sold: readonly string[], places: Places): fc.Arbitrary<unknown> {
  if (sold.length < 2) return fc.constant(null);
  const parts = fc.subarray([...sold], { minLength: 2 });
  const discount = at(['strategies', 0, 'bundle', 'discount'], places);
  return fc.option(fc.record({ addOns: parts, discount }, { noNullPrototype: true }));
}

/** Prices ascend, limits widen; when the plan follows usage, every plan but the last has a usage limit. */
function arbitraryLadder(places: Places): fc.Arbitrary<unknown> {
  const price = rangeOf('pricePerMonth');
  return fc.integer({ min: 1, max: 5 }).chain((count) =>
    fc
      .record({
        ladder: at(
          ['strategies', 0, 'ladder'],
          new Map([...places, ['/strategies/*/ladder/tiers', fc.constant([])]]),
        ),
        tiers: fc.tuple(
          ...Array.from({ length: count }, () => at(['strategies', 0, 'ladder', 'tiers', 0], places)),
        ),
        names: arbitraryNames(count),
        prices: ascending(count, { ...price, min: 0.01 }),
        free: count > 1 ? fc.boolean() : fc.constant(false),
        usageLimit: widening(count, rangeOf('usageLimit')),
        seatLimit: widening(count, rangeOf('seatLimit')),
        monthsLimit: widening(count, rangeOf('monthsLimit')),
        featureLimit: widening(count, rangeOf('featureLimit')),
      })
      .map(({ ladder, tiers, names, prices, free, ...limits }) => {
        const own = fieldsOf(ladder);
        const everyLimit = limits.usageLimit.slice(0, -1).every((limit) => limit !== null);
        return {
          ...own,
          pricing: own.pricing === 'hybrid' && !everyLimit ? 'flat' : own.pricing,
          tiers: tiers.map((tier, index) => ({
            ...fieldsOf(tier),
            name: names[index],
            pricePerMonth: free && index === 0 ? 0 : prices[index],
            usageLimit: limits.usageLimit[index],
            seatLimit: limits.seatLimit[index],
            monthsLimit: limits.monthsLimit[index],
            featureLimit: limits.featureLimit[index],
          })),
        };
      }),
  );
}

function rangeOf(field: string): Range {
  const about = parameterAt(`/strategies/0/ladder/tiers/0/${field}`)?.about;
  if (about?.kind !== 'limit' && about?.kind !== 'quantity') throw new RangeError(`not a number: ${field}`);
  return about;
}

function ascending(count: number, range: Range): fc.Arbitrary<number[]> {
  return fc
    .uniqueArray(
      fc.double({ ...pick(range), noNaN: true }).map((number) => number + 0),
      { minLength: count, maxLength: count },
    )
    .map((list) => list.sort((left, right) => left - right));
}

/** Ascending limits, from some plan on none. */
function widening(count: number, range: Range): fc.Arbitrary<(number | null)[]> {
  return fc
    .tuple(ascending(count, range), fc.integer({ min: 0, max: count }))
    .map(([limits, open]) => limits.map((limit, index) => (index < open ? limit : null)));
}

function pick({ min, max }: Range): Range {
  return { min, max };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isGroup(value)) throw new TypeError(`not a group: ${String(value)}`);
  return value;
}
