import { testDirections } from './difference.ts';
import { directions, isOfWorld } from './directions.ts';

testDirections(directions.filter((row) => !isOfWorld(row)));
