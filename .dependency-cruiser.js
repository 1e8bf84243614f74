/** Paths of this project's folders, as dependency-cruiser writes them. */
const kernel = '^simulations/';
const page = '^src/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one thing in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it is not where something starts.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '\\.test\\.ts$', '\\.json$', '^tools/', '^bench/main\\.ts$'],
      },
      to: {},
    },
    {
      name: 'nothing-missing',
      comment: 'An import that leads nowhere, or to a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-packages',
      comment: 'What ships is made of dependencies, not of devDependencies (svelte is compiled away).',
      severity: 'error',
      from: { path: '^(simulations|scenarios|workers|src|cli)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '/node_modules/svelte/|^node_modules/svelte/',
      },
    },

    // The layers: tests → src, cli → workers → simulations; scenarios → simulations/parameters.
    {
      name: 'kernel-imports-itself',
      comment: 'The kernel is the language and itself.',
      severity: 'error',
      from: { path: kernel },
      to: { pathNot: [kernel, '^node_modules/'], dependencyTypesNot: ['npm', 'npm-dev'] },
    },
    {
      name: 'kernel-packages',
      comment:
        'zod declares parameters and seedrandom turns a seed phrase into a key; the kernel takes nothing else.',
      severity: 'error',
      from: { path: kernel },
      to: { path: '^node_modules/', pathNot: '^node_modules/(@types/)?(zod|seedrandom)/' },
    },
    {
      name: 'zod-in-parameters',
      comment: 'zod never ships in the worker.',
      severity: 'error',
      from: { path: kernel, pathNot: '^simulations/parameters/' },
      to: { path: '^node_modules/zod/' },
    },
    {
      name: 'seedrandom-in-the-key',
      comment: 'Everything after the key comes from the counter-based generator.',
      severity: 'error',
      from: { pathNot: ['^simulations/random/key\\.ts$', '^tests/'] },
      to: { path: '^node_modules/(@types/)?seedrandom/' },
    },
    {
      name: 'scenarios-read-parameters',
      comment: 'A scenario is parameters in a file; tables of survivors are CSV, read by papaparse.',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: {
        pathNot: [
          '^scenarios/',
          '^simulations/parameters/',
          '^node_modules/zod/',
          '^node_modules/(@types/)?papaparse/',
        ],
      },
    },
    {
      name: 'workers-drive-simulations',
      comment: 'An engine knows the kernel, its own messages and nothing of who asks.',
      severity: 'error',
      from: { path: '^workers/' },
      to: {
        pathNot: ['^workers/', kernel, '^node_modules/comlink/'],
        dependencyTypesNot: ['core', 'type-only'],
      },
    },
    {
      name: 'browser-part-without-node',
      comment: 'What the page loads cannot use Node.',
      severity: 'error',
      from: { path: '^workers/', pathNot: '^workers/[^/]*thread[^/]*\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-imports',
      comment: 'The page stands on workers, scenarios and simulations.',
      severity: 'error',
      from: { path: page },
      to: { path: '^(cli|tests|bench|tools)/' },
    },
    {
      name: 'command-line-imports',
      comment: 'The command line is the same engine without a page.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: ['^(src|tests|bench|tools)/', '^node_modules/(svelte|d3[^/]*)/'] },
    },
    {
      name: 'tests-are-outermost',
      comment: 'Nothing stands on a test, but the programs that write its golden files.',
      severity: 'error',
      from: { pathNot: ['^tests/', '^bench/', '^tools/golden/'] },
      to: { path: '^tests/' },
    },
    {
      name: 'pure-charts',
      comment: 'What places a chart is a plain function; only the .svelte beside it draws.',
      severity: 'error',
      from: { path: '^src/charts/.*\\.ts$' },
      to: {
        path: [
          '\\.svelte(\\.ts)?$',
          '^node_modules/svelte/',
          '^node_modules/d3-(selection|axis|transition|brush|drag|zoom)/',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What svelte-check makes of components while it runs.
    exclude: { path: '\\.svelte-check/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts'],
    },
  },
};
