import { writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';
import { assemble } from './assemble.ts';

const { text, structures, words } = await assemble('simulations/future.ts', 'liveFuture');
writeFileSync('/tmp/kernel.as.ts', text);
writeFileSync('/tmp/kernel.json', JSON.stringify({ structures, words }));
const files = new Map<string, Uint8Array | string>([['kernel.ts', text]]);
const result = await asc.main(
  [
    'kernel.ts',
    '-O3',
    '--noAssert',
    '--uncheckedBehavior',
    'always',
    '--runtime',
    'stub',
    '--outFile',
    'kernel.wasm',
    '--textFile',
    'kernel.wat',
  ],
  {
    readFile: (name) => {
      const found = files.get(name);
      return typeof found === 'string' ? found : null;
    },
    writeFile: (name, content) => {
      files.set(name, content);
    },
    listFiles: () => [],
  },
);
process.stderr.write(result.stderr.toString().slice(0, 6000));
if (result.error) process.exit(1);
console.log(files.get('kernel.wasm')?.length);
writeFileSync('/tmp/kernel.wasm', files.get('kernel.wasm')!);
writeFileSync('/tmp/kernel.wat', files.get('kernel.wat')!);
