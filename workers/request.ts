/** What can be asked of a lab: a design by name, with its study and its question. Plain data: crosses a worker border. */
import { attribution } from '../simulations/designs/attribution.ts';
import type { AttributionReading, AttributionStudy } from '../simulations/designs/attribution.ts';
import { claim } from '../simulations/designs/claim.ts';
import type { ClaimReading, ClaimStudy } from '../simulations/designs/claim.ts';
import { compare } from '../simulations/designs/compare.ts';
import type { CompareStudy } from '../simulations/designs/compare.ts';
import { flip } from '../simulations/designs/flip.ts';
import type { FlipReading, FlipStudy } from '../simulations/designs/flip.ts';
import { gate } from '../simulations/designs/gate.ts';
import type { GateQuestion, GateReading } from '../simulations/designs/gate.ts';
import { line } from '../simulations/designs/line.ts';
import type { LineQuestion, LineReading } from '../simulations/designs/line.ts';
import { oneLife } from '../simulations/designs/one-life.ts';
import type { OneLifeQuestion, OneLifeReading } from '../simulations/designs/one-life.ts';
import { find } from '../simulations/designs/search.ts';
import type { FindQuestion, FindReading } from '../simulations/designs/search.ts';
import { sensitivity } from '../simulations/designs/sensitivity.ts';
import type { SensitivityReading, SensitivityStudy } from '../simulations/designs/sensitivity.ts';
import { surface } from '../simulations/designs/surface.ts';
import type { SurfaceQuestion, SurfaceReading } from '../simulations/designs/surface.ts';
import { sweep } from '../simulations/designs/sweep.ts';
import type { SweepQuestion, SweepReading } from '../simulations/designs/sweep.ts';
import { tornado } from '../simulations/designs/tornado.ts';
import type { TornadoReading, TornadoStudy } from '../simulations/designs/tornado.ts';
import type { Design } from '../simulations/point.ts';
import type { CompareReading } from '../simulations/reading.ts';

export type Request =
  | { readonly design: 'compare'; readonly study: CompareStudy }
  | { readonly design: 'sweep'; readonly study: CompareStudy; readonly question: SweepQuestion }
  | { readonly design: 'surface'; readonly study: CompareStudy; readonly question: SurfaceQuestion }
  | { readonly design: 'gate'; readonly study: CompareStudy; readonly question: GateQuestion }
  | { readonly design: 'line'; readonly study: CompareStudy; readonly question: LineQuestion }
  | { readonly design: 'find'; readonly study: CompareStudy; readonly question: FindQuestion }
  | { readonly design: 'oneLife'; readonly study: CompareStudy; readonly question: OneLifeQuestion }
  | { readonly design: 'attribution'; readonly study: AttributionStudy }
  | { readonly design: 'tornado'; readonly study: TornadoStudy }
  | { readonly design: 'sensitivity'; readonly study: SensitivityStudy }
  | { readonly design: 'flip'; readonly study: FlipStudy }
  | { readonly design: 'claim'; readonly study: ClaimStudy };

export interface Readings {
  readonly compare: CompareReading;
  readonly sweep: SweepReading;
  readonly surface: SurfaceReading;
  readonly gate: GateReading;
  readonly line: LineReading;
  readonly find: FindReading;
  readonly oneLife: OneLifeReading;
  readonly attribution: AttributionReading;
  readonly tornado: TornadoReading;
  readonly sensitivity: SensitivityReading;
  readonly flip: FlipReading;
  readonly claim: ClaimReading;
}

export type ReadingOf<Asked extends Request> = Readings[Asked['design']];

/** The design that answers a request. */
export function designOf<Asked extends Request>(request: Asked): Design<ReadingOf<Asked>> {
  return started(request) as Design<ReadingOf<Asked>>;
}

function started(request: Request): Design<Readings[keyof Readings]> {
  switch (request.design) {
    case 'compare':
      return compare(request.study);
    case 'sweep':
      return sweep(request.study, request.question);
    case 'surface':
      return surface(request.study, request.question);
    case 'gate':
      return gate(request.study, request.question);
    case 'line':
      return line(request.study, request.question);
    case 'find':
      return find(request.study, request.question);
    case 'oneLife':
      return oneLife(request.study, request.question);
    case 'attribution':
      return attribution(request.study);
    case 'tornado':
      return tornado(request.study);
    case 'sensitivity':
      return sensitivity(request.study);
    case 'flip':
      return flip(request.study);
    case 'claim':
      return claim(request.study);
  }
}
