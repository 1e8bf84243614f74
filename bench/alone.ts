/**
 * One fresh process of the kernel, started by main.ts: lives futures of the default scenario until the code has settled, says so,
 * lives some more, and prints the processor time of one. With V8's traces switched on, what it reports between the two marks
 * is what the steady state costs.
 */
import { defaultStudies } from './default-studies.ts';
import { simulateReplications } from '../simulations/replication.ts';
import { best } from './stopwatch.ts';

const [, study] = defaultStudies();
if (study === undefined) throw new Error('the default scenario has two strategies');
const futures = 5;
const live = (firstReplication: number): void => {
  for (let future = 0; future < futures; future++)
    simulateReplications({ ...study, firstReplication: firstReplication + future, replications: 1 });
};
for (let round = 0; round < 12; round++) live(round * futures);
console.log('settled');
const milliseconds = best(() => {
  live(0);
}, 8);
console.log('done');
console.log((milliseconds / futures).toFixed(3));
