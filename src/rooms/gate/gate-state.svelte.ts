import type { Gate, GateQuestion, GateReading } from '../../../simulations/designs/gate.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { Pointing } from '../../state/pointing.svelte.ts';
import { settleGateDomains } from './gate-domains.ts';
import type { GateDomains } from './gate-domains.ts';

class GateInquiry extends Inquiry<GateQuestion, GateReading> {
  domains: GateDomains = $state.raw({});

  constructor({ run, surroundings }: Lab) {
    super(
      (asked, listeners) =>
        run({ design: 'gate', study: studyOf(asked), question: asked.question }, listeners),
      surroundings,
    );
  }

  protected override show(reading: GateReading): void {
    this.domains = settleGateDomains(reading, this.domains, this.current);
    super.show(reading);
  }
}

/** What the room asks, and what it shows. */
export class GateRoomState {
  strategy = $state(0);
  tier = $state(0);
  gate: Gate = $state('usageLimit');
  metric = $state('contribution');
  bands = $state(true);
  readonly pointing = new Pointing();
  readonly inquiry: GateInquiry;

  constructor(lab: Lab) {
    this.inquiry = new GateInquiry(lab);
  }
}

export const gateOf = keptBy((lab: Lab) => new GateRoomState(lab));
