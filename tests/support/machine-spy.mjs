// Imported before a program: says on standard error, once for each machine that lives something, in which thread it does.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { Instance } = WebAssembly;

WebAssembly.Instance = class extends Instance {
  get exports() {
    const { run, ...others } = super.exports;
    let said = false;
    const told = (/** @type {number} */ replication) => {
      if (!said) writeSync(2, `a machine lives in ${isMainThread ? 'the process' : 'a thread'}\n`);
      said = true;
      if (typeof run === 'function') run(replication);
    };
    return run === undefined ? others : { ...others, run: told };
  }
};
