import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// ---- The rules of the house (one section of style.md each) -------------------------------------------------

/** Exactly rounded or exact on integers, so equal bits in every engine. The rest of Math is not. */
const exactMath = 'abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc';
const mathConstants = 'E|LN10|LN2|LOG10E|LOG2E|PI|SQRT1_2|SQRT2';

const kernelSyntax = [
  {
    selector: `MemberExpression[object.name='Math'][computed=false]:not([property.name=/^(${exactMath}|${mathConstants})$/])`,
    message: 'Math.random is a global and the rest differs between engines: use simulations/random.',
  },
  {
    selector: "MemberExpression[object.name='Math'][computed=true]",
    message: 'Name the Math function, so that it can be checked.',
  },
  {
    selector: ":not(MemberExpression) > Identifier[name='Math']",
    message: 'Math by another name cannot be checked: write Math.floor and the like.',
  },
  {
    selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
    message: '** differs between engines: multiply, or use exponential and logarithm of simulations/random.',
  },
  {
    selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    message: 'The kernel knows no promise: a design yields its batches and an engine drives it.',
  },
  {
    selector: 'TSNonNullExpression > :not(MemberExpression[computed=true])',
    message: 'An exclamation mark only after an index that lies inside its array.',
  },
];
const kernelGlobals = [
  { name: 'Date', message: 'The kernel knows no clock.' },
  { name: 'performance', message: 'The kernel knows no clock.' },
  { name: 'crypto', message: 'Luck comes from simulations/random.' },
  { name: 'Promise', message: 'The kernel knows no promise.' },
  { name: 'globalThis', message: 'The kernel knows the language only.' },
  { name: 'Intl', message: 'Wording belongs to src/format.ts.' },
];
const onlyMachine = { name: 'WebAssembly', message: 'The kernel knows the language only, but for machine/.' };
const kernelProperties = ['toLocaleString', 'localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase'].map(
  (property) => ({ property, message: 'Depends on the machine it runs on.' }),
);

const wholeD3 = [
  {
    selector:
      'ImportDeclaration[source.value=/^d3/] > ImportNamespaceSpecifier, ImportExpression[source.value=/^d3/], ExportAllDeclaration[source.value=/^d3/]',
    message: 'Import d3 by names: the whole of it needs eval and drags everything in.',
  },
];
const deadWorkers = [
  {
    selector:
      "NewExpression[callee.name=/^(Worker|SharedWorker)$/]:not(:has(> NewExpression.arguments:first-child[callee.name='URL']))",
    message:
      'Write new URL(…, import.meta.url) inside new Worker(…): elsewhere it builds and is dead at run time.',
  },
];
const handMadeMarkup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map((property) => ({
  property,
  message: 'Text nodes only: markup from text lets script in.',
}));

const d3WithEval = {
  name: 'd3',
  importNames: ['csvParse', 'tsvParse', 'dsvFormat', 'csv', 'tsv', 'dsv'],
  message: 'It compiles its rows with eval, which the page forbids.',
};
const d3Drawing = {
  name: 'd3',
  importNames: [
    ...[
      'select',
      'selectAll',
      'selection',
      'selector',
      'selectorAll',
      'create',
      'creator',
      'pointer',
      'pointers',
    ],
    ...['axisTop', 'axisRight', 'axisBottom', 'axisLeft', 'transition', 'active', 'interrupt'],
    ...['brush', 'brushX', 'brushY', 'brushSelection', 'drag', 'dragDisable', 'dragEnable'],
    ...['zoom', 'zoomIdentity', 'zoomTransform'],
  ],
  message: 'd3 computes, Svelte draws.',
};
const d3DrawingPackages = {
  group: ['d3-selection', 'd3-selection/*', 'd3-axis', 'd3-transition', 'd3-brush', 'd3-drag', 'd3-zoom'],
  message: 'd3 computes, Svelte draws.',
};
const noZod = {
  group: ['zod', 'zod/*'],
  allowTypeImports: false,
  message: 'zod never ships in the worker: parameters are declared in simulations/parameters.',
};
const typesOfParameters = {
  group: ['**/parameters/**'],
  allowTypeImports: true,
  message: 'Only types from parameters, or zod ships in the worker.',
};
const noStores = { group: ['svelte/store'], message: 'State lives in classes with rune fields.' };

/**
 * @param {readonly object[]} paths
 * @param {readonly object[]} patterns
 * @returns {import('eslint').Linter.RuleEntry}
 */
function restrictedImports(paths, patterns) {
  return ['error', { paths: [d3WithEval, ...paths], patterns: [...patterns] }];
}

/**
 * @param {readonly object[]} more
 * @returns {import('eslint').Linter.RuleEntry}
 */
function restrictedSyntax(...more) {
  return ['error', ...wholeD3, ...more];
}

/**
 * The two borders, JSON and messages, disable this on the line that reads them and say why it holds.
 * @type {Record<string, import('eslint').Linter.RuleEntry>}
 */
const noAssertions = {
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
};

// ---- The config ---------------------------------------------------------------------------------------------

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'lab/',
      '.lab/',
      '.bench/',
      '**/.svelte-check/',
      'simulations/machine/compiled.ts',
      'coverage/',
      'reports/',
      '.stryker-tmp/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ts.configs.strict,
  ts.configs.stylistic,
  // Rules that need types are oxlint's (.oxlintrc.json), fifty times quicker: of components through tools/components.mjs.
  svelte.configs['flat/recommended'],
  svelte.configs['flat/prettier'],
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': restrictedSyntax(),
      '@typescript-eslint/no-restricted-imports': restrictedImports([], []),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A plain index loop is what the kernel's hot paths are made of.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },

  // The kernel: the language only, the same bits everywhere.
  {
    files: ['simulations/**/*.ts'],
    rules: {
      ...noAssertions,
      'no-restricted-syntax': restrictedSyntax(...kernelSyntax),
      // Hot loops read typed arrays by indices inside their bounds; see kernelSyntax.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-globals': ['error', ...kernelGlobals, onlyMachine],
      'no-restricted-properties': ['error', ...kernelProperties],
    },
  },
  {
    files: ['simulations/machine/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...kernelGlobals] },
  },
  {
    files: ['simulations/**/*.ts'],
    ignores: ['simulations/parameters/**'],
    rules: { '@typescript-eslint/no-restricted-imports': restrictedImports([], [noZod]) },
  },
  {
    // What the worker runs.
    files: ['simulations/*.ts', 'simulations/{random,mechanisms,metrics,statistics,theory}/**/*.ts'],
    ignores: ['simulations/index.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restrictedImports([], [noZod, typesOfParameters]) },
  },

  {
    // What is compiled to machine code: `let sum: number = 0` says that it is a real number, `let sum = 0` is a whole one.
    files: [
      'simulations/{future,ledger,life,live,scene,stage}.ts',
      'simulations/{mechanisms,random}/**/*.ts',
      'tests/machine/programs/*.ts',
    ],
    rules: { '@typescript-eslint/no-inferrable-types': 'off' },
  },

  // Scenarios: read alike by the page and the command line.
  {
    files: ['scenarios/**/*.ts'],
    rules: {
      ...noAssertions,
      'no-restricted-globals': ['error', ...kernelGlobals.slice(0, 3)],
    },
  },

  // Workers: the border where messages come in.
  {
    files: ['workers/**/*.ts'],
    rules: {
      'no-restricted-syntax': restrictedSyntax(...deadWorkers),
      '@typescript-eslint/no-restricted-imports': restrictedImports([], [noZod, typesOfParameters]),
    },
  },

  {
    // Threads of Node are no bundler's business.
    files: ['workers/*thread*.ts'],
    rules: { 'no-restricted-syntax': restrictedSyntax() },
  },

  // The page.
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    rules: {
      ...noAssertions,
      'no-restricted-syntax': restrictedSyntax(...deadWorkers),
      'no-restricted-properties': ['error', ...handMadeMarkup],
      '@typescript-eslint/no-restricted-imports': restrictedImports([], [noStores]),
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictedImports(
        [d3Drawing],
        [noStores, d3DrawingPackages],
      ),
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // `let { value } = $props()` and rune fields are let by design.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$bindable', '$state', '$state.raw'] }],
    },
  },

  // The command line.
  { files: ['cli/**/*.ts'], rules: noAssertions },

  // What speaks to a terminal.
  { files: ['cli/**', 'tools/**', 'bench/**'], rules: { 'no-console': 'off' } },

  // Tests may assert what they have just made sure of.
  {
    files: ['tests/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
