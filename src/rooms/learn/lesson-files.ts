/** The lessons that ship with the page, by number; fetched with the room. */
import defaultScenario from '../../../scenarios/default.json?raw';
import { readLesson } from '../../../scenarios/lessons.ts';
import type { LessonReading } from '../../../scenarios/lessons.ts';
import { readScenario } from '../../../scenarios/read.ts';

export type OpenLesson = LessonReading & { readonly kind: 'lesson' };

const texts = import.meta.glob<string>('../../../scenarios/lessons/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const lessons: readonly OpenLesson[] = readAll().sort(
  (one, other) => one.lesson.number - other.lesson.number,
);

function readAll(): OpenLesson[] {
  const base = readScenario(defaultScenario);
  if (base.kind !== 'scenario') throw new Error('the default scenario is refused');
  return Object.entries(texts).map(([path, text]) => {
    const reading = readLesson(text, base.scenario);
    if (reading.kind !== 'lesson')
      throw new Error(`${path} is refused: ${reading.problems[0]?.expected ?? ''}`);
    return reading;
  });
}
