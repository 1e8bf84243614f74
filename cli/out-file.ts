import { constants } from 'node:fs';
import { access, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Outcome } from './command.ts';
import { codeOf } from './text-file.ts';

/** What stands in the way of writing a file, found before a long run rather than after it. */
export async function outProblems(file: string): Promise<readonly Problem[]> {
  const problem = (hint: string): readonly Problem[] => [
    { path: '--out', found: foundText(file), expected: 'a file that can be written', hint },
  ];
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory() === true) return problem('It is a folder.');
  const folder = dirname(file);
  const about = await stat(folder).catch(() => undefined);
  if (about?.isDirectory() !== true) return problem('Its folder does not exist.');
  return access(folder, constants.W_OK).then(
    () => [],
    () => problem('Its folder may not be written to.'),
  );
}

/** Writes beside the file and swaps, so that a kill leaves the old file or the new one. Undefined when it went well. */
export async function writeWhole(file: string, text: string): Promise<Outcome | undefined> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
    return undefined;
  } catch (thrown) {
    await rm(beside, { force: true });
    const message = `could not write ${file} (${codeOf(thrown)})`;
    return { kind: 'failed', message, details: message };
  }
}
