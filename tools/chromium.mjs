// Finds the Chrome or Chromium that the browser tests and the pictures run in. Plain JavaScript without
// dependencies, since it also runs before anything is installed.
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const namesOnPath = [
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
];

/**
 * What a headless Chromium is started with: usable in a container (no sandbox, as root) and quiet on the net.
 * @type {readonly string[]}
 */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Every browser that might serve, the likeliest first: CHROME_PATH, then PATH, then the usual places of the
 * system, then Playwright's cache (newest revision first); in each place first the shell without windows, which needs half the
 * processor time. Each exists and is executable; none was started.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function chromiumCandidates(environment = process.env) {
  const named = environment.CHROME_PATH;
  const places = [
    ...(named === undefined || named === '' ? [] : [named]),
    ...onPath(environment.PATH ?? ''),
    ...usualPlaces(environment),
    ...playwrightCache(environment),
  ];
  return [...new Set(places)].filter(isExecutable);
}

/**
 * The likeliest browser, or undefined when the machine has none.
 * @returns {string | undefined}
 */
export function findChromium() {
  return chromiumCandidates()[0];
}

/** @param {string} path */
function onPath(path) {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return namesOnPath.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
}

/** @param {NodeJS.ProcessEnv} environment */
function usualPlaces(environment) {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => environment[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'];
}

/** @param {NodeJS.ProcessEnv} environment */
function playwrightCache(environment) {
  const given = environment.PLAYWRIGHT_BROWSERS_PATH;
  const cache =
    given !== undefined && given !== '' && given !== '0' ? given : playwrightCacheOfSystem(environment);
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux/headless_shell',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ];
  return foldersOf(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((a, b) => revisionOf(b) - revisionOf(a) || b.length - a.length)
    .flatMap((name) => inside.map((file) => join(cache, name, file)));
}

/** @param {NodeJS.ProcessEnv} environment */
function playwrightCacheOfSystem(environment) {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  return join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
}

/** @param {string} name */
function revisionOf(name) {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

/** @param {string} folder */
function foldersOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
