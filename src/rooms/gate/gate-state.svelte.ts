import type { Gate, GateQuestion, GateReading } from '../../../simulations/designs/gate.ts';
import type { SurfaceQuestion, SurfaceReading } from '../../../simulations/designs/surface.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { partOfRun } from '../../state/part-of-run.ts';
import { Pointing } from '../../state/pointing.svelte.ts';
import { settleGateDomains } from './gate-domains.ts';
import type { GateDomains } from './gate-domains.ts';

/** The gate alone, and with a second lever the surface of both. */
export interface GateAsked {
  readonly gate: GateQuestion;
  readonly surface: SurfaceQuestion | undefined;
}

export interface GateAnswer {
  readonly gate: GateReading;
  readonly surface?: SurfaceReading;
}

/** Share of the work that the gate alone is, where a surface follows. */
const gateShare = 0.3;
/** Fewer than on the gate's own curve: there are many more points. */
const surfaceShare = 0.5;

class GateInquiry extends Inquiry<GateAsked, GateAnswer> {
  domains: GateDomains = $state.raw({});

  constructor({ run, surroundings }: Lab) {
    /** Another second lever asks nothing new of the gate alone. */
    let known: { readonly of: string; readonly scenario: Scenario; readonly gate: GateReading } | undefined;
    super(async (asked, { signal, onPartial, onProgress }) => {
      const { question, scenario, futures } = asked;
      const study = studyOf(asked);
      const end = question.surface === undefined ? 1 : gateShare;
      const of = JSON.stringify([question.gate, futures]);
      const gate =
        known?.of === of && known.scenario === scenario
          ? known.gate
          : await run(
              { design: 'gate', study, question: question.gate },
              {
                signal,
                onPartial: (partial) => onPartial({ gate: partial }),
                onProgress: (progress) => onProgress(partOfRun(0, end, progress)),
              },
            );
      known = { of, scenario, gate };
      if (question.surface === undefined) return { gate };
      onPartial({ gate });
      const replications = Math.max(8, Math.round(surfaceShare * study.run.replications));
      const surface = await run(
        {
          design: 'surface',
          study: { ...study, run: { ...study.run, replications } },
          question: question.surface,
        },
        {
          signal,
          onPartial: (partial) => onPartial({ gate, surface: partial }),
          onProgress: (progress) => onProgress(partOfRun(end, 1, progress)),
        },
      );
      return { gate, surface };
    }, surroundings);
  }

  protected override show(reading: GateAnswer): void {
    this.domains = settleGateDomains(reading.gate, this.domains, this.current);
    super.show(reading);
  }
}

/** What the room asks, and what it shows. */
export class GateRoomState {
  strategy = $state(0);
  tier = $state(0);
  gate: Gate = $state('usageLimit');
  metric = $state('contribution');
  /** Address of the second lever in the strategy; empty without one. */
  second = $state('');
  bands = $state(true);
  readonly pointing = new Pointing();
  readonly inquiry: GateInquiry;

  constructor(lab: Lab) {
    this.inquiry = new GateInquiry(lab);
  }
}

export const gateOf = keptBy((lab: Lab) => new GateRoomState(lab));
