/** Says of AssemblyScript's complaints, which are about the text that was generated, which function of the model they are about. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = 'simulations';

/** The same complaints with the place in the model before each. */
export function placesOf(text: string, complaints: string): string {
  const lines = text.split('\n');
  return complaints.replaceAll(/in model\.ts\((\d+),(\d+)\)/g, (place, line: string) => {
    const upTo = lines.slice(0, Number(line));
    const about = upTo.map(declared).findLast((name) => name !== undefined);
    return about === undefined ? place : `${place}, which is ${inTheModel(about)}`;
  });
}

/** Functions and constants of a module are called file$name, classes by their name (assemble.ts). */
function declared(line: string): string | undefined {
  const [, value, structure] =
    /^(?:function|const|let) (\w+\$[a-zA-Z]\w*)|^@unmanaged class (\w+)/.exec(line) ?? [];
  return value ?? structure;
}

function inTheModel(name: string): string {
  const place = placeOf(name);
  return place === undefined ? name : `${place.inside} in ${place.file}:${place.line}`;
}

/** Where something of the compiled program, such as `leaving$wish` or `Luck#uniform`, is written in the model. */
export function placeOf(name: string): { inside: string; file: string; line: number } | undefined {
  const [wanted, inside = name] = name.includes('$') ? name.split('$') : [undefined, name.split('#')[0]];
  const declaration = new RegExp(`\\b(function|const|class|interface|type) ${inside}\\b`);
  for (const each of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!each.endsWith('.ts')) continue;
    if (wanted !== undefined && basename(each, '.ts').replaceAll('-', '_') !== wanted) continue;
    const file = join(folder, each);
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => declaration.test(text));
    if (line >= 0) return { inside, file, line: line + 1 };
  }
  return undefined;
}
