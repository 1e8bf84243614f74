import { wrap } from 'comlink';
import type { ConductorAnswer, ConductorService, News } from './conductor-service.ts';
import type { RunOptions } from './engine.ts';
import { failureOf, RunFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import { onFault } from './on-fault.ts';
import type { ReadingOf, Request } from './request.ts';
import { TrustedWorker as Worker } from './trusted-worker.ts';

/** The page's end of a conductor worker. Every call settles, also when the worker dies. */
export class Conductor {
  private readonly worker = new Worker(new URL('./conductor.worker.ts', import.meta.url), { type: 'module' });
  private readonly service = wrap<ConductorService>(this.worker);
  private readonly listeners = new Map<number, (news: News) => void>();
  private readonly loss: Promise<Failure>;
  private lose: (failure: Failure) => void = () => undefined;
  private lastRequest = 0;
  /** Undefined until known. */
  private workers: Promise<number> | undefined;
  isLost = false;

  constructor() {
    this.loss = new Promise((resolve) => {
      this.lose = (failure) => {
        this.isLost = true;
        this.worker.terminate();
        resolve(failure);
      };
    });
    onFault(this.worker, (failure) => this.lose(failure));
    this.worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isNews(data)) this.listeners.get(data.request)?.(data);
    });
  }

  /** Workers under this conductor; 0 when it cannot have any or could not be started. */
  workerCount(): Promise<number> {
    this.workers ??= Promise.race([this.service.workers(), this.loss.then(() => 0)]);
    return this.workers;
  }

  async run<Asked extends Request>(
    asked: Asked,
    { signal, onPartial, onProgress }: RunOptions<ReadingOf<Asked>>,
  ): Promise<ReadingOf<Asked>> {
    const request = ++this.lastRequest;
    let fail: (reason: unknown) => void = () => undefined;
    const cut = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const cancel = () => {
      this.service.cancel(request).catch(() => undefined);
    };
    const onAbort = () => {
      cancel();
      fail(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.listeners.set(request, ({ progress, partial }) => {
      try {
        if (partial === undefined) onProgress?.(progress);
        else onPartial?.(partial as ReadingOf<Asked>, progress);
      } catch (thrown) {
        cancel();
        fail(thrown);
      }
    });
    try {
      const answer = this.service.run(request, asked, onPartial !== undefined);
      return readingOf(await Promise.race([answer, this.loss, cut])) as ReadingOf<Asked>;
    } finally {
      this.listeners.delete(request);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.lose(failureOf('the lab was closed'));
  }
}

function readingOf(answer: ConductorAnswer): ReadingOf<Request> {
  switch (answer.kind) {
    case 'read':
      return answer.reading;
    case 'cancelled':
      throw new RunFailure('the run was cancelled');
    case 'failure':
      throw new RunFailure(answer.message, answer.details);
  }
}

function isNews(value: unknown): value is News {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'news';
}
