/**
 * `npm run bench`: how fast the model is, as ratios within one run, written to docs/benchmarks.md.
 *     npm run bench [-- --quick]
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { format } from 'prettier';
import { compare } from '../simulations/designs/compare.ts';
import { Ledger } from '../simulations/ledger.ts';
import { betaFromLuck } from '../simulations/random/beta.ts';
import { keyFromPhrase } from '../simulations/random/key.ts';
import { Luck } from '../simulations/random/luck.ts';
import { layoutOf } from '../simulations/layout-of.ts';
import { simulateInJavaScript, simulateOn, simulateReplications } from '../simulations/replication.ts';
import { threadPool } from '../workers/node-threads.ts';
import { defaultStudies } from './default-studies.ts';
import { freshProcess } from './fresh-process.ts';
import { ladderMonths, ladderStudy } from './ladder-study.ts';
import { pairingGains } from './pairing.ts';
import { simulatePlainly } from './plain/plain-model.ts';
import type { PlainStudy } from './plain/plain-world.ts';
import { best, processorMilliseconds } from './stopwatch.ts';
import { twentyLines } from './twenty-lines.ts';
import { namedMachine, timeByFile } from './where-time-goes.ts';

const quick = process.argv.includes('--quick');
const lines: string[] = [];

const studies = defaultStudies();
const [study] = studies;
if (study === undefined) throw new Error('the default scenario has no strategy');
const { world, run } = study;

lines.push(
  '# Benchmarks',
  '',
  'Made by `npm run bench`. Times are processor time of the best of several runs, unless they say wall; only ratios within one run mean much on another machine.',
  '',
  `Machine: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.versions.node}.`,
);

section('One worker, default scenario', [
  'strategy',
  'ms a future',
  'live customer-months',
  'million a second',
  'the same in JavaScript, ms',
  'plain version, ms',
  'times faster than plain',
]);
for (const each of studies) {
  const futures = quick ? 5 : 20;
  const months = customerMonths(each, futures) / futures;
  const milliseconds =
    best(() => void simulateReplications({ ...each, firstReplication: 0, replications: futures })) / futures;
  const script =
    best(() => void simulateInJavaScript({ ...each, firstReplication: 0, replications: futures })) / futures;
  const plain = best(() => void simulatePlainly(each, 0));
  row(
    each.strategy.name,
    milliseconds.toFixed(1),
    months.toFixed(0),
    (months / milliseconds / 1000).toFixed(2),
    script.toFixed(1),
    plain.toFixed(0),
    (plain / milliseconds).toFixed(1),
  );
}

section('The small task S36, one worker', [
  'form',
  'million live customer-months a second',
  'against twenty lines',
]);
const small = smallTaskSpeed();
const asScenario = ladderSpeed(quick ? 5000 : 20000);
row('twenty lines of TypeScript (Math.random)', small.toFixed(1), '1');
row('a scenario of the full model', asScenario.toFixed(2), (asScenario / small).toFixed(3));

section('Where the time goes, by file (default scenario, sampled, no function inside another)', [
  'file',
  'share',
]);
const machine = namedMachine();
const files = await timeByFile(() => {
  for (const each of studies)
    simulateOn(machine, { ...each, firstReplication: 0, replications: quick ? 20 : 200 });
});
for (const [file, share] of files.filter(([, share]) => share >= 0.01))
  row(file, `${(100 * share).toFixed(1)} %`);

section('Steady state: what V8 reports after sixty futures, over forty-five more', [
  'event',
  'count',
  'pauses, ms',
]);
const traced = freshProcess(['--trace-deopt', '--trace-gc']);
row('deoptimisations', traced.deoptimisations.toFixed(0), '');
row('garbage collections', traced.collections.toFixed(0), traced.paused.toFixed(1));

section('Spread over fresh processes', [
  'processes',
  'fastest, ms a future',
  'slowest',
  'slowest over fastest',
]);
const launches = Array.from({ length: quick ? 2 : 7 }, () => freshProcess().milliseconds);
const [fastest, slowest] = [Math.min(...launches), Math.max(...launches)];
row(launches.length.toFixed(0), fastest.toFixed(1), slowest.toFixed(1), (slowest / fastest).toFixed(2));

section('Scaling with customers (S36)', ['customers', 'million live customer-months a second']);
for (const customers of quick ? [1e3, 1e4] : [1e3, 1e4, 1e5, 1e6])
  row(customers.toFixed(0), ladderSpeed(customers).toFixed(2));

section('Scaling with months (default scenario)', [
  'months',
  'ms a future',
  'million live customer-months a second',
]);
for (const months of [12, 24, 48, 96]) {
  const longer = { ...study, run: { ...run, months } };
  const lived = customerMonths(longer, 3) / 3;
  const milliseconds =
    best(() => void simulateReplications({ ...longer, firstReplication: 0, replications: 3 }), 3) / 3;
  row(months.toFixed(0), milliseconds.toFixed(1), (lived / milliseconds / 1000).toFixed(2));
}

section('Scaling with futures (default scenario, one at a time)', [
  'futures',
  'ms a future',
  'heap afterwards, MB',
]);
for (const futures of quick ? [10, 40] : [10, 40, 160]) {
  const milliseconds = processorMilliseconds(() => {
    for (let future = 0; future < futures; future++)
      simulateReplications({ ...study, firstReplication: future, replications: 1 });
  });
  row(
    futures.toFixed(0),
    (milliseconds / futures).toFixed(1),
    (process.memoryUsage().heapUsed / 1e6).toFixed(0),
  );
}

const futures = quick ? 40 : 500;
section(`The default comparison with ${futures} futures, on Node threads (wall time)`, [
  'workers',
  'first reading, ms',
  'all futures with readings on the way, ms',
  'all futures with the last reading alone, ms',
  'million live customer-months a second',
  'memory, MB',
]);
const compared = studies.slice(0, 2);
const livedMonths = (compared.reduce((sum, each) => sum + customerMonths(each, 4) / 4, 0) * futures) / 1e6;
for (let workers = 1; workers <= availableParallelism(); workers *= 2) {
  const pool = threadPool({ workers });
  const asked = {
    world,
    strategies: compared.map(({ strategy }) => strategy),
    run: { ...run, replications: futures },
  };
  await pool.run(compare({ ...asked, run: { ...asked.run, replications: 8 } })); // warm
  const start = performance.now();
  let first: number | undefined;
  await pool.run(compare(asked), { onPartial: () => (first ??= performance.now() - start) });
  const watched = performance.now() - start;
  const again = performance.now();
  await pool.run(compare(asked));
  const all = performance.now() - again;
  row(
    workers.toFixed(0),
    (first ?? watched).toFixed(0),
    watched.toFixed(0),
    all.toFixed(0),
    ((livedMonths / all) * 1000).toFixed(2),
    (process.memoryUsage().rss / 1e6).toFixed(0),
  );
  await pool.close();
}

section('What the same luck is worth: variance of a difference, independent luck over the same luck', [
  'lever',
  'LTV',
  'NRR',
]);
const dearer = {
  ...study,
  strategy: { ...study.strategy, success: { ...study.strategy.success, dunning: 0.2 } },
};
const pairs = quick ? 40 : 80;
row(
  'dunning effort 0.2',
  ...pairingGains(study, dearer, ['ltv', 'nrr'], pairs).map((gain) => gain.toFixed(1)),
);

const text = `${lines.join('\n')}\n`;
console.log(text);
if (!quick) writeFileSync('docs/benchmarks.md', await format(text, { parser: 'markdown' }));

function section(title: string, columns: readonly string[]): void {
  lines.push('', `## ${title}`, '', `| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`);
}

function row(...cells: readonly string[]): void {
  lines.push(`| ${cells.join(' | ')} |`);
}

function customerMonths(each: PlainStudy, replications: number): number {
  const layout = layoutOf(each);
  const ledgers = simulateReplications({ ...each, firstReplication: 0, replications });
  let sum = 0;
  for (let start = 0; start < ledgers.length; start += layout.size) {
    const ledger = new Ledger(layout, ledgers.subarray(start, start + layout.size));
    sum += ledger.sum('payingCustomers') + ledger.sum('freeUsers');
  }
  return sum;
}

/** Live as the small task counts it: a month at whose beginning the customer is there. */
function ladderSpeed(customers: number): number {
  const ladder = ladderStudy(customers);
  const lived = customerMonths(ladder, 1) + startedAndLeft(ladder);
  return (
    lived /
    best(() => void simulateReplications({ ...ladder, firstReplication: 0, replications: 1 }), 3) /
    1000
  );
}

function startedAndLeft(each: PlainStudy): number {
  const layout = layoutOf(each);
  const ledger = new Ledger(layout, simulateReplications({ ...each, firstReplication: 0, replications: 1 }));
  return ledger.sum('voluntaryChurn');
}

function smallTaskSpeed(): number {
  const luck = new Luck(keyFromPhrase('s36'));
  const churns = Float64Array.from({ length: 100_000 }, (_, customer) => {
    luck.entity(customer, 0, 0);
    return betaFromLuck(luck, 2, 0, 2, 58);
  });
  let lived = 0;
  const milliseconds = best(() => {
    lived = twentyLines(churns, ladderMonths, Math.random).customerMonths;
  });
  return lived / milliseconds / 1000;
}
