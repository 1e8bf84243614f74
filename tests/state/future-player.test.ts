import { expect, test } from 'vitest';
import { FuturePlayer } from '../../src/rooms/compare/future-player.svelte.ts';

/** Time that passes when it is told to. */
function clock() {
  let waiting: (() => void) | undefined;
  return {
    later: (act: () => void) => {
      waiting = act;
      return () => (waiting = undefined);
    },
    tick: () => waiting?.(),
    get isRunning() {
      return waiting !== undefined;
    },
  };
}

test('plays the futures one after another, around the end, until it is paused', () => {
  const time = clock();
  const player = new FuturePlayer(time.later);
  const seen = [player.future];
  player.play(3);
  for (let tick = 0; tick < 4; tick++) {
    seen.push(player.future);
    time.tick();
  }
  expect(seen).toEqual([undefined, 0, 1, 2, 0]);
  player.pause();
  expect(time.isRunning).toBe(false);
  expect(player.future).toBe(1);
});

test('steps to either side and stands still', () => {
  const time = clock();
  const player = new FuturePlayer(time.later);
  player.step(5, -1);
  expect(player.future).toBe(4);
  player.step(5, 1);
  expect(player.future).toBe(0);
  expect(time.isRunning).toBe(false);
  player.play(5);
  player.step(5, 1);
  expect(player.playing).toBe(false);
  player.leave();
  expect(player.future).toBeUndefined();
});

test('without futures there is nothing to play', () => {
  const time = clock();
  const player = new FuturePlayer(time.later);
  player.play(0);
  expect(player.playing).toBe(false);
  expect(time.isRunning).toBe(false);
});
