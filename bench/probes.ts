/**
 * What the interaction bench puts into the page and its workers to measure with. As text: a compiled function may lean on
 * names that the page does not have.
 */

/** How long the answer to one change took. Times in milliseconds from the input event. */
export interface Waited {
  /** Until a frame that shows a reading of the new settings. */
  readonly first: number;
  /** Until the run was over. */
  readonly settled: number;
  readonly futures: number;
  /** Until the last worker that was at older work had let go of it; NaN when none was. */
  readonly dropped: number;
  /** Frames a second from the change to the end of the run. */
  readonly frames: number;
  readonly longestFrame: number;
  /** Cumulative layout shift, those right after the input included. */
  readonly shift: number;
  /** Live customer-months a second that the page said last. */
  readonly speed: number;
}

export const pageProbe = `
globalThis.probe = (() => {
  const frame = () => new Promise(requestAnimationFrame);
  const said = () => {
    const status = document.querySelector('[data-phase]');
    if (status === null) return undefined;
    const words = status.querySelector('.count')?.textContent ?? '';
    const count = /([\\d,]+)(?: of at most [\\d,]+)? futures/.exec(words);
    const earlier = document.querySelector('.answers.earlier') !== null;
    const speed = /([\\d.]+)([KM]?) customer-months/.exec(status.textContent ?? '');
    return {
      phase: status.dataset.phase,
      futures: count === null || earlier ? undefined : Number(count[1].replaceAll(',', '')),
      speed: speed === null ? NaN : Number(speed[1]) * { M: 1e6, K: 1e3, '': 1 }[speed[2]],
    };
  };
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  let lastLetGo = NaN;
  new BroadcastChannel('bench').onmessage = ({ data }) => {
    lastLetGo = data;
  };
  const slider = () => document.querySelector('[aria-label="Budget, Acquisition-heavy, slider"]');
  const change = (value) => {
    const input = slider();
    input.value = String(value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const now = () => performance.timeOrigin + performance.now();
  async function watch(begin) {
    const shiftBefore = shift;
    lastLetGo = NaN;
    const start = now();
    let first = NaN;
    let frames = 0;
    let longestFrame = 0;
    let speed = NaN;
    let last = start;
    // The frame of the change itself may still show the old state.
    let begun = false;
    begin();
    for (;;) {
      await frame();
      const at = now();
      frames++;
      longestFrame = Math.max(longestFrame, at - last);
      last = at;
      const state = said();
      if (!Number.isNaN(state?.speed ?? NaN)) speed = state.speed;
      begun ||= state?.phase === 'running';
      if (!begun) continue;
      if (Number.isNaN(first) && state?.futures !== undefined) first = at - start;
      if (state?.phase === 'complete' && state.futures !== undefined) {
        return {
          first,
          settled: at - start,
          futures: state.futures,
          dropped: lastLetGo - start,
          frames: (1000 * frames) / (at - start),
          longestFrame,
          shift: shift - shiftBefore,
          speed,
        };
      }
    }
  }
  return {
    async opened() {
      while (said()?.futures === undefined) await frame();
      const reading = performance.now();
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return { paint: paint?.startTime ?? NaN, reading };
    },
    change,
    lever: (value) => watch(() => change(value)),
    /** Frames while the slider moves with every frame, then until the answer has settled. */
    async drag(from, milliseconds) {
      const input = slider();
      let frames = 0;
      let longestFrame = 0;
      const start = now();
      let last = start;
      while (last - start < milliseconds) {
        input.value = String(Number(input.value) + Number(input.step));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
        const at = now();
        frames++;
        longestFrame = Math.max(longestFrame, at - last);
        last = at;
      }
      return { frames: (1000 * frames) / (last - start), longestFrame };
    },
  };
})();
`;

/**
 * Put before the conductor's code: tells the page when a worker has dropped older work, or was ended over it. What the
 * conductor imports has run by then, so the class of its workers is changed and not replaced.
 */
export const conductorProbe = `{
  const channel = new BroadcastChannel('bench');
  const tell = () => channel.postMessage(performance.timeOrigin + performance.now());
  const heard = new WeakSet();
  const { addEventListener, terminate } = Worker.prototype;
  Worker.prototype.addEventListener = function (...about) {
    if (!heard.has(this)) {
      heard.add(this);
      addEventListener.call(this, 'message', ({ data }) => {
        if (data?.value?.kind === 'cancelled') tell();
      });
    }
    addEventListener.apply(this, about);
  };
  Worker.prototype.terminate = function () {
    tell();
    terminate.call(this);
  };
}
`;
