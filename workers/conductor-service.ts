import type { Engine, Progress } from './engine.ts';
import { failureOf, RunFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import { designOf } from './request.ts';
import type { ReadingOf, Request } from './request.ts';

/** How a request ended. */
export type ConductorAnswer =
  { readonly kind: 'read'; readonly reading: ReadingOf<Request> } | { readonly kind: 'cancelled' } | Failure;

/** What the conductor tells while a request is under way. */
export interface News {
  readonly kind: 'news';
  readonly request: number;
  readonly progress: Progress;
  readonly partial?: ReadingOf<Request>;
}

/** What the conductor does for the page. */
export interface ConductorService {
  /** Workers in the pool. */
  workers(): number;
  run(request: number, asked: Request, wantsPartials: boolean): Promise<ConductorAnswer>;
  cancel(request: number): void;
}

/** The conductor's side: designs run here, so that the page is handed readings and nothing else. */
export function conductorService(engine: Engine, tell: (news: News) => void): ConductorService {
  const stops = new Map<number, AbortController>();
  return {
    workers: () => engine.workers,
    async run(request, asked, wantsPartials) {
      const stop = new AbortController();
      stops.set(request, stop);
      try {
        const reading = await engine.run(await designOf(asked), {
          signal: stop.signal,
          onProgress: (progress) => {
            tell({ kind: 'news', request, progress });
          },
          ...(wantsPartials
            ? {
                onPartial: (partial: ReadingOf<Request>, progress: Progress) => {
                  tell({ kind: 'news', request, progress, partial });
                },
              }
            : {}),
        });
        return { kind: 'read', reading };
      } catch (thrown) {
        if (stop.signal.aborted) return { kind: 'cancelled' };
        return thrown instanceof RunFailure
          ? { kind: 'failure', message: thrown.message, details: thrown.details }
          : failureOf(thrown);
      } finally {
        stops.delete(request);
      }
    },
    cancel(request) {
      stops.get(request)?.abort();
    },
  };
}
