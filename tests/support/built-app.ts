// What a built folder is made of, and what is wrong with it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobyte = 1000;
/** A worker carries the model twice: as machine code, and as JavaScript for where that is refused. */
const limits = { entryBytes: 120 * kilobyte, workerBytes: 70 * kilobyte };

/** The page's policy, directive by directive. */
const policy = new Map([
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self' data: blob:"],
  ['worker-src', "'self'"],
  ['connect-src', "'self'"],
  ['manifest-src', "'self'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['require-trusted-types-for', "'script'"],
]);

/** Files loaded together, and what they are made of. */
export interface Bundle {
  readonly files: readonly string[];
  readonly gzipBytes: number;
  /** Packages whose code is inside; components of the page count as svelte. */
  readonly packages: ReadonlySet<string>;
}

/** What the page loads before anything can be seen. */
export function entryBundle(folder: string): Bundle {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, address]) => address!);
  return bundle(
    folder,
    scripts.map((address) => join(folder, address)),
    staticImports,
  );
}

/** What each worker loads before it can work, or with `everyImport` ever; one bundle for each worker. */
function workerBundles(folder: string, imports: RegExp): readonly Bundle[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.worker-[\w-]+\.js$/.test(file))
    .map((file) => bundle(folder, [join(folder, file)], imports));
}

/** Everything that breaks a promise about the build, in words. */
export function problemsOfBuild(folder: string): readonly string[] {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const entry = entryBundle(folder);
  const workers = workerBundles(folder, staticImports);
  const problems = [...problemsOfAddresses(page), ...problemsOfPolicy(page)];
  if (entry.files.length === 0) problems.push('the page loads no script');
  if (entry.gzipBytes > limits.entryBytes) problems.push(`the entry weighs ${entry.gzipBytes} bytes`);
  if (workers.length === 0) problems.push('no worker was built');
  for (const worker of workers) {
    if (worker.gzipBytes > limits.workerBytes) problems.push(`a worker weighs ${worker.gzipBytes} bytes`);
  }
  for (const worker of workerBundles(folder, everyImport)) {
    const foreign = [...worker.packages].filter((name) => /^(svelte|zod|d3(-.*)?)$/.test(name));
    if (foreign.length > 0) problems.push(`a worker carries ${foreign.sort().join(', ')}`);
  }
  return problems;
}

function problemsOfAddresses(page: string): readonly string[] {
  return [...page.matchAll(/\b(?:src|href|srcset|action|content)="((?:[a-z][a-z+.-]*:)?\/[^"]*)"/gi)].map(
    ([, address]) => `an address that is not relative: ${address!}`,
  );
}

function problemsOfPolicy(page: string): readonly string[] {
  const tags = [...page.matchAll(/<meta\b[^>]*http-equiv="Content-Security-Policy"[^>]*>/gi)].map(
    ([tag]) => tag,
  );
  if (tags.length !== 1) return [`${tags.length} content-security policies`];
  const content = /\bcontent="([^"]*)"/.exec(tags[0]!)?.[1] ?? '';
  const found = new Map(
    content
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name, ...values]) => [name ?? '', values.join(' ')]),
  );
  const head = page.slice(0, page.indexOf(tags[0]!));
  return [
    ...(/<(script|link|style)\b/i.test(head) ? ['something loads before the policy'] : []),
    ...[...policy]
      .filter(([name, value]) => found.get(name) !== value)
      .map(([name]) => `the policy’s ${name}`),
    ...[...found.keys()]
      // The policy may name the page's own Trusted Types policy.
      .filter((name) => name !== '' && name !== 'trusted-types' && !policy.has(name))
      .map((name) => `the policy’s unasked ${name}`),
  ];
}

const staticImports = /(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}\/[^"']+\.js)["']/g;
const everyImport = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g;

function bundle(folder: string, starts: readonly string[], imports: RegExp): Bundle {
  const files = new Set<string>();
  const waiting = [...starts];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, address] of readFileSync(file, 'utf8').matchAll(imports))
      waiting.push(join(dirname(file), address!));
  }
  return {
    files: [...files].map((file) => relative(folder, file)),
    gzipBytes: [...files].reduce((bytes, file) => bytes + gzipSync(readFileSync(file)).length, 0),
    packages: new Set([...files].flatMap(packagesInside)),
  };
}

/** Read from the source map, which names the file of every piece of code that was kept. */
function packagesInside(file: string): readonly string[] {
  const map = `${file}.map`;
  // The bundler's own helpers are not made from any file, so they have no map.
  if (/^(preload-helper|rolldown-runtime)-/.test(basename(file))) return [];
  if (!existsSync(map)) throw new Error(`no source map beside ${basename(file)}`);
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: readonly string[] };
  return sources.flatMap((source) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
    if (name !== undefined) return [name];
    return source.endsWith('.svelte') ? ['svelte'] : [];
  });
}
