// npm pack: the command line and the library as plain JavaScript in lab/, so that an installed copy runs from any folder.
// Everything is inside: what is packed needs no other package to run. Another folder's name may follow, beside lab/, because
// the scenarios are looked for in the folder next to it.
import { bundle } from './bundle.mjs';

await bundle(
  {
    main: 'cli/main.ts',
    'chunk.thread': 'workers/chunk.thread.ts',
    library: 'simulations/index.ts',
  },
  process.argv[2] ?? 'lab',
  { whole: true },
);
