/** Stands in for simulations/machine/compiled.ts where the model is to be lived in JavaScript (vitest.mutation.config.ts). */
import type { Compiled } from '../../simulations/machine/machine.ts';

export const compiled: Compiled | undefined = undefined;
