/** Bundles the command line once for all tests that start it (lab-process.ts). */
export { provideLab as default } from '../../tools/provide-lab.mjs';
