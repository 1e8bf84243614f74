// Installs the packages of the lock file when they are not the ones installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ readonly version?: string, readonly optional?: boolean, readonly devOptional?: boolean }} Package
 * @typedef {Readonly<Record<string, Package>>} Packages
 */

/** Runs `npm ci` unless everything the lock file names is already there; throws when npm fails. */
export function installPackages() {
  const wanted = packagesOf('package-lock.json');
  if (wanted === undefined) throw new Error('no package-lock.json: run this from the folder of the project');
  if (isInstalled(wanted, packagesOf('node_modules/.package-lock.json'))) return;
  // What a command prints stays free of what installing says.
  console.error('Installing the packages of package-lock.json (npm ci)…');
  // npm names its own script to what it runs; without it (node tools/start.mjs) npm is looked for on the path.
  const npm = process.env.npm_execpath;
  const asked = ['ci', '--include=dev', '--include=optional'];
  const { status, error } =
    npm?.endsWith('.js') === true
      ? spawnSync(process.execPath, [npm, ...asked], { stdio: ['inherit', 2, 2] })
      : spawnSync('npm', asked, { stdio: ['inherit', 2, 2], shell: process.platform === 'win32' });
  if (error !== undefined) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm ci failed with exit code ${status ?? 'none'}`);
}

/**
 * Whether the installed packages are the wanted ones: the same versions at the same places, nothing more.
 * Optional ones (built for other systems) may be missing.
 * @param {Packages} wanted
 * @param {Packages | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return (
    Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
      const found = installed[place];
      if (place === '') return true;
      return found === undefined ? optional === true || devOptional === true : found.version === version;
    }) && Object.keys(installed).every((place) => wanted[place] !== undefined)
  );
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesOf(file) {
  try {
    /** @type {unknown} */
    const read = JSON.parse(readFileSync(file, 'utf8'));
    const lock = /** @type {{ packages?: Packages }} */ (read);
    return lock.packages;
  } catch {
    return undefined;
  }
}
