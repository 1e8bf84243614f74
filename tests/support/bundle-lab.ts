import { execFileSync } from 'node:child_process';

/** Bundles the command line once for all tests that start it (lab-process.ts). */
export default function bundleLab(): void {
  execFileSync(process.execPath, ['tools/bundle-lab.mjs', '.lab'], { stdio: 'inherit' });
}
