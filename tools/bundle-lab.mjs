// npm pack: the command line and the library as plain JavaScript in lab/, so that an installed copy runs from any folder.
// Everything is inside: what is packed needs no other package to run. Another folder's name may follow, beside lab/.
import { build } from 'vite';

await build({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: process.argv[2] ?? 'lab',
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: {
      // Side by side: a thread is looked for beside whoever starts it, the scenarios in the folder next to this one.
      input: {
        main: 'cli/main.ts',
        'chunk.thread': 'workers/chunk.thread.ts',
        library: 'simulations/index.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
