/** Pointers with * for any item of a list or key of a table. */
import { isGroup, pointerOf, stepsOf, valueAt } from '../simulations/parameters/pointer.ts';

/** The pointers that a pattern stands for in a value; a pattern without * stands for itself if it leads anywhere. */
export function placesOf(whole: unknown, pattern: string): readonly string[] {
  const steps = stepsOf(pattern) ?? [];
  let places: readonly (readonly (string | number)[])[] = [[]];
  for (const step of steps) {
    places = places.flatMap((place) => {
      const value = valueAt(whole, pointerOf(place));
      if (step !== '*') return [[...place, step]];
      if (Array.isArray(value)) return Array.from(value.keys(), (index) => [...place, index]);
      return isGroup(value) ? Object.keys(value).map((key) => [...place, key]) : [];
    });
  }
  return places.map(pointerOf).filter((pointer) => valueAt(whole, pointer) !== undefined);
}

/** Whether a pattern stands for the pointer, or for something it leads into. */
export function covers(pattern: string, pointer: string): boolean {
  const wanted = stepsOf(pattern) ?? [];
  const steps = stepsOf(pointer) ?? [];
  return (
    wanted.length <= steps.length && wanted.every((step, index) => step === '*' || step === steps[index])
  );
}
