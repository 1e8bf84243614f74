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
  const [wanted, inside] = name.includes('$') ? name.split('$') : [undefined, name];
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => wanted === undefined || basename(file, '.ts').replaceAll('-', '_') === wanted)
    .flatMap((file) => {
      const line = readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .findIndex((each) => new RegExp(`\\b(function|const|class|interface|type) ${inside}\\b`).test(each));
      return line < 0 ? [] : [`${inside} in ${join(folder, file)}:${line + 1}`];
    });
  return found[0] ?? name;
}
