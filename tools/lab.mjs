// npm run lab: the command line of this checkout, installed and bundled first where that is needed.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackages } from './install.mjs';
import { provideLab } from './provide-lab.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Files that are named on the command line are found from where it was called.
const calledIn = process.cwd();
try {
  process.chdir(root);
  installPackages();
  provideLab();
  process.chdir(calledIn);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(3);
}
await import(pathToFileURL(join(root, '.lab', 'main.js')).href);
