/**
 * Compiles the model and writes it as a module of TypeScript, for tools/provide-machine.mjs:
 *     tsx tools/machine-compiler/main.ts FILE STAMP
 * or prints the AssemblyScript that it becomes, to be read:
 *     tsx tools/machine-compiler/main.ts --text
 * or writes what a profile can be told by, as JSON:
 *     tsx tools/machine-compiler/main.ts --named FILE
 */
import { writeFileSync } from 'node:fs';
import { assemble } from './assemble.ts';
import { compileModel, entry } from './compile.ts';

const [file, stamp] = process.argv.slice(2);
try {
  if (file === '--text') console.log((await assemble(entry.file, entry.name)).text);
  else if (file === '--named' && stamp !== undefined)
    writeFileSync(stamp, JSON.stringify(await compileModel('named')));
  else if (file !== undefined && stamp !== undefined) writeFileSync(file, await moduleText(stamp));
  else throw new Error('say where to: --text, --named and a file, or a file and a stamp');
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`The model was not compiled.\n${message.replaceAll(`${process.cwd()}/`, '')}`);
  console.error('What its language may say: simulations/README.md, "As machine code".');
  process.exitCode = 1;
}

async function moduleText(stamp: string): Promise<string> {
  const { code, structures, words, stage } = await compileModel('fast');
  return `// ${stamp}
// Written by tools/machine-compiler. Not to be edited.
import type { Compiled } from './machine.ts';

/** The model as machine code; a build may put a module without one in the place of this. */
export const compiled: Compiled | undefined = {
  code: '${code}',
  structures: ${JSON.stringify(structures)},
  words: ${JSON.stringify(words)},
  stage: ${stage},
};
`;
}
