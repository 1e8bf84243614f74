// Makes sure that a Chrome or Chromium starts on this machine: finds one, else gets one.
import { spawnSync } from 'node:child_process';
import { chromiumCandidates, chromiumFlags } from './chromium.mjs';

const whatToDo = `No Chrome or Chromium starts on this machine, and none could be installed. Do one of these:
  - install Google Chrome or Chromium (Debian, Ubuntu: sudo apt-get install chromium), or
  - run: npx playwright install --with-deps chromium
  - or name the browser's program: CHROME_PATH=/path/to/chrome npm test`;

const minutesToInstall = 5;

/**
 * @typedef {object} Machine what providing a browser needs of the machine
 * @property {() => string[]} candidates
 * @property {(executablePath: string) => Promise<boolean>} starts
 * @property {readonly { readonly name: string, readonly install: () => void }[]} sources
 */

/**
 * The path of a Chromium that was seen to start. Throws, with what to do, when there is none to be had.
 * @param {Machine} [machine]
 * @returns {Promise<string>}
 */
export async function provideChromium(machine = thisMachine()) {
  /** @type {Set<string>} */
  const dead = new Set();
  const found = await firstStarting(machine, dead);
  if (found !== undefined) return found;
  for (const { name, install } of machine.sources) {
    console.log(`No Chromium that starts was found; trying ${name}…`);
    install();
    // An installation may repair one that did not start, by the libraries it brings.
    dead.clear();
    const installed = await firstStarting(machine, dead);
    if (installed !== undefined) return installed;
  }
  throw new Error(whatToDo);
}

/**
 * @param {Machine} machine
 * @param {Set<string>} dead those that did not start
 */
async function firstStarting(machine, dead) {
  for (const candidate of machine.candidates()) {
    if (dead.has(candidate)) continue;
    if (await machine.starts(candidate)) return candidate;
    dead.add(candidate);
  }
  return undefined;
}

/** @returns {Machine} */
function thisMachine() {
  const isRoot = process.getuid?.() === 0;
  const isLinux = process.platform === 'linux';
  const playwright = ['node_modules/playwright/cli.js', 'install', 'chromium'];
  return {
    candidates: chromiumCandidates,
    starts,
    sources: [
      { name: 'npx playwright install chromium', install: () => run(process.execPath, playwright) },
      ...(isLinux && isRoot
        ? [
            {
              // Without windows it needs half the processor time; where it is not packaged, the whole browser serves.
              name: 'apt-get install chromium-headless-shell',
              install: () => {
                run('apt-get', ['update']);
                run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium-headless-shell']);
              },
            },
            {
              name: 'apt-get install chromium',
              install: () => {
                run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
              },
            },
            {
              name: 'npx playwright install-deps chromium',
              install: () =>
                run(process.execPath, ['node_modules/playwright/cli.js', 'install-deps', 'chromium']),
            },
          ]
        : []),
    ],
  };
}

/** @param {string} executablePath */
async function starts(executablePath) {
  const { chromium } = await import('playwright');
  try {
    const browser = await chromium.launch({ executablePath, args: [...chromiumFlags], timeout: 30_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs an installer; whether it helped is seen by what then starts.
 * @param {string} program
 * @param {readonly string[]} given
 */
function run(program, given) {
  spawnSync(program, given, {
    stdio: 'inherit',
    timeout: minutesToInstall * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
