/** What can be asked of a lab: a design by name, with its study and its question. Plain data: crosses a worker border. */
import type { ClaimReading, ClaimStudy } from '../simulations/designs/claim.ts';
import { compare } from '../simulations/designs/compare.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import type { GateQuestion, GateReading } from '../simulations/designs/gate.ts';
import type { LineQuestion, LineReading } from '../simulations/designs/line.ts';
import { compareUntilPrecise } from '../simulations/designs/precision.ts';
import type { PreciseComparison, PrecisionQuestion } from '../simulations/designs/precision.ts';
import type { MatchQuestion, MatchReading } from '../simulations/designs/retention-match.ts';
import type { OneLifeQuestion, OneLifeReading } from '../simulations/designs/one-life.ts';
import type { FindQuestion, FindReading } from '../simulations/designs/search-reading.ts';
import type { SurfaceQuestion, SurfaceReading } from '../simulations/designs/surface.ts';
import type { SweepQuestion, SweepReading } from '../simulations/designs/sweep.ts';
import type { SplitQuestion, SplitReading } from '../simulations/designs/uncertainty.ts';
import type { WhyParts, WhyStudy } from '../simulations/designs/why.ts';
import type { Design } from '../simulations/point.ts';
import type { CompareReading } from '../simulations/reading.ts';

export type Request =
  | { readonly design: 'compare'; readonly study: CompareStudy }
  | {
      readonly design: 'compareUntilPrecise';
      readonly study: CompareStudy;
      readonly question: PrecisionQuestion;
    }
  | { readonly design: 'sweep'; readonly study: CompareStudy; readonly question: SweepQuestion }
  | { readonly design: 'surface'; readonly study: CompareStudy; readonly question: SurfaceQuestion }
  | { readonly design: 'gate'; readonly study: CompareStudy; readonly question: GateQuestion }
  | { readonly design: 'line'; readonly study: CompareStudy; readonly question: LineQuestion }
  | { readonly design: 'find'; readonly study: CompareStudy; readonly question: FindQuestion }
  | { readonly design: 'oneLife'; readonly study: CompareStudy; readonly question: OneLifeQuestion }
  | { readonly design: 'matchRetention'; readonly study: CompareStudy; readonly question: MatchQuestion }
  | { readonly design: 'why'; readonly study: WhyStudy }
  | { readonly design: 'split'; readonly study: CompareStudy; readonly question: SplitQuestion }
  | { readonly design: 'claim'; readonly study: ClaimStudy };

export interface Readings {
  readonly compare: CompareReading;
  readonly compareUntilPrecise: PreciseComparison;
  readonly sweep: SweepReading;
  readonly surface: SurfaceReading;
  readonly gate: GateReading;
  readonly line: LineReading;
  readonly find: FindReading;
  readonly oneLife: OneLifeReading;
  readonly matchRetention: MatchReading;
  readonly why: WhyParts;
  readonly split: SplitReading;
  readonly claim: ClaimReading;
}

export type ReadingOf<Asked extends Request> = Readings[Asked['design']];

/** The design that answers a request. All but comparisons are loaded when they are first asked for. */
export async function designOf<Asked extends Request>(request: Asked): Promise<Design<ReadingOf<Asked>>> {
  return (await started(request)) as Design<ReadingOf<Asked>>;
}

async function started(request: Request): Promise<Design<Readings[keyof Readings]>> {
  switch (request.design) {
    case 'compare':
      return compare(request.study);
    case 'compareUntilPrecise':
      return compareUntilPrecise(request.study, request.question);
    case 'sweep': {
      const { sweep } = await import('../simulations/designs/sweep.ts');
      return sweep(request.study, request.question);
    }
    case 'surface': {
      const { surface } = await import('../simulations/designs/surface.ts');
      return surface(request.study, request.question);
    }
    case 'gate': {
      const { gate } = await import('../simulations/designs/gate.ts');
      return gate(request.study, request.question);
    }
    case 'line': {
      const { line } = await import('../simulations/designs/line.ts');
      return line(request.study, request.question);
    }
    case 'find': {
      const { find } = await import('../simulations/designs/search.ts');
      return find(request.study, request.question);
    }
    case 'oneLife': {
      const { oneLife } = await import('../simulations/designs/one-life.ts');
      return oneLife(request.study, request.question);
    }
    case 'matchRetention': {
      const { matchRetention } = await import('../simulations/designs/retention-match.ts');
      return matchRetention(request.study, request.question);
    }
    case 'why': {
      const { whyInParts } = await import('../simulations/designs/why.ts');
      return whyInParts(request.study);
    }
    case 'split': {
      const { splitSpread } = await import('../simulations/designs/uncertainty.ts');
      return splitSpread(request.study, request.question);
    }
    case 'claim': {
      const { claim } = await import('../simulations/designs/claim.ts');
      return claim(request.study);
    }
  }
}
