// Checks who may import whom, in the folders that are there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const folders = ['simulations', 'scenarios', 'workers', 'src', 'cli', 'bench', 'tools', 'tests'].filter(
  (folder) => existsSync(folder),
);
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const { status } = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.js', ...folders], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
