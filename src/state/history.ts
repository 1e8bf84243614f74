/** A past, a present and a future: undo and redo over values that are replaced, never changed. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last step was made by; a next step of the same hand joins it. */
  readonly gesture: string | undefined;
}

const longest = 200;

export function begun<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], gesture: undefined };
}

/** A new present. Steps of one gesture (dragging a slider) are one step to undo. */
export function stepped<Value>(history: History<Value>, present: Value, gesture?: string): History<Value> {
  const joins = gesture !== undefined && gesture === history.gesture;
  const past = joins ? history.past : [...history.past, history.present].slice(-longest);
  // A hand that came back to where it began has done nothing.
  const before = past.at(-1);
  if (joins && before !== undefined && JSON.stringify(before) === JSON.stringify(present))
    return { past: past.slice(0, -1), present: before, future: [], gesture: undefined };
  return { past, present, future: [], gesture };
}

/** Ends the gesture, so that the next step stands for itself. */
export function rested<Value>(history: History<Value>): History<Value> {
  return { ...history, gesture: undefined };
}

export function undone<Value>(history: History<Value>): History<Value> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    gesture: undefined,
  };
}

export function redone<Value>(history: History<Value>): History<Value> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: undefined };
}
