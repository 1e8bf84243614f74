/** A failure as plain data: error classes do not survive a worker's border. */
export interface Failure {
  readonly kind: 'failure';
  readonly message: string;
  /** For whoever looks into it: name, message and stack. */
  readonly details: string;
}

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error) {
    return {
      kind: 'failure',
      message: thrown.message,
      details: thrown.stack ?? `${thrown.name}: ${thrown.message}`,
    };
  }
  const message =
    typeof thrown === 'string' ? thrown : `something that is not an error was thrown: ${wordsOf(thrown)}`;
  return { kind: 'failure', message, details: message };
}

export function isFailure(value: unknown): value is Failure {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, message, details }: Record<string, unknown> = { ...value };
  return kind === 'failure' && typeof message === 'string' && typeof details === 'string';
}

/** A run that failed: a chunk failed twice, or the engine was closed. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  readonly details: string;

  constructor(message: string, details = message) {
    super(message);
    this.details = details;
  }
}

function wordsOf(value: unknown): string {
  try {
    // A function or a symbol has no JSON.
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : typeof value;
  } catch {
    return typeof value;
  }
}
