import type { LifeEvent, LifeStory, MonthOfLife, Parting } from '../../../simulations/designs/life-story.ts';
import type { Channel, Customer, Finder, OneLifeReading } from '../../../simulations/designs/one-life.ts';
import type { OfferKind } from '../../../simulations/ledger.ts';
import { number as value, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';
import { plainText } from '../compare/headline.ts';
import type { Piece } from '../compare/headline.ts';
import { named, number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';
import { eventText, isOfKind } from './event-words.ts';

export type Pair = readonly [number, number];

const channelNames: Readonly<Record<Channel, string>> = {
  existing: 'from the start',
  paid: 'by advertising',
  organic: 'on its own',
  referred: 'by a referral',
};

const leavings = ['left', 'paymentFailed', 'leftWithoutPaying', 'leftThePlanPage'] as const;

export function finderName(finder: Finder, [first, second]: readonly [string, string]): string {
  switch (finder) {
    case 'anybody':
      return 'Anybody';
    case 'leftUnderFirstOnly':
      return `Left under ${first} only`;
    case 'leftUnderSecondOnly':
      return `Left under ${second} only`;
    case 'expandedUnderFirstOnly':
      return `Expanded under ${first} only`;
    case 'expandedUnderSecondOnly':
      return `Expanded under ${second} only`;
    case 'trapped':
      return 'Trapped: pays, wants out';
  }
}

/** The answer in words: how each life ends, the month and the decision at which the two part, and where they part for good. */
export function lifeHeadline(reading: OneLifeReading, pair: Pair, format: Format): Said {
  const { customer, parting, lasting, strategies, first, second } = reading;
  if (customer === null) {
    const futures = reading.futures === 1 ? 'the future' : `the ${format.count(reading.futures)} futures`;
    return {
      answer: [text(`Nobody like this was met in ${futures} gone through.`)],
      detail: [text('Look for somebody else, or change the strategies.')],
    };
  }
  const [A, B] = [named(pair[0], strategies[0]), named(pair[1], strategies[1])];
  if (parting === null) {
    return {
      answer: [text('This customer lives the same life under '), A, text(' and '), B, text('.')],
      detail: [text('Under both it'), ...endPieces(first ?? second, format), text('.')],
    };
  }
  const part = (how: string, where: Parting): Piece[] => [
    text(`They part${how} in `),
    number(`month ${format.count(where.month + 1)}`),
    text(': under '),
    A,
    text(` it ${sideText(first, where, where.first)}; under `),
    B,
    text(` it ${sideText(second, where, where.second)}.`),
  ];
  const forGood = lasting === null ? [text('No difference lasts.')] : part(' for good', lasting);
  const [endOfFirst, endOfSecond] = [endPieces(first, format), endPieces(second, format)];
  const endsAlike = plainText(endOfFirst) === plainText(endOfSecond);
  return {
    answer: endsAlike
      ? [text('Two lives, one end: under '), A, text(' and '), B, text(' it'), ...endOfFirst, text('.')]
      : [
          text('Under '),
          A,
          text(' it'),
          ...endOfFirst,
          text('; under '),
          B,
          text(' it'),
          ...endOfSecond,
          text('.'),
        ],
    detail: lasting?.month === parting.month ? forGood : [...part('', parting), text(' '), ...forGood],
  };
}

/** Who this is. */
export function whoText({ customer, segment }: OneLifeReading, format: Format): string {
  if (customer === null) return '';
  const future = `future ${format.count(customer.replication + 1)}`;
  const when =
    customer.channel === 'existing'
      ? channelNames.existing
      : `${channelNames[customer.channel]} in month ${format.count(customer.month + 1)}`;
  return `${segment ?? ''}, ${when}, no. ${format.count(customer.index + 1)}, ${future}`;
}

/** What this side did where the lives part; a verb, to follow "it". */
function sideText(story: LifeStory | null, { month, what }: Parting, events: readonly LifeEvent[]): string {
  const now = story?.months.find((each) => each.month === month);
  if (story === null) return 'never comes';
  if (now === undefined) {
    const [start, end] = [story.months[0]?.month ?? 0, story.months.at(-1)?.month ?? 0];
    return month < start ? 'has not come yet' : month > end ? 'has already gone' : 'is away';
  }
  const said = events.filter((event) => speaksOf(event, what)).map(eventText);
  if (said.length > 0) return listed(said);
  switch (what) {
    case 'presence':
      return listed(events.map(eventText)) || 'is there';
    case 'offer':
    case 'answer':
      return 'is offered nothing';
    case 'leaving':
      return 'stays';
    case 'plan':
      return `is on ${now.plan}${now.marks.includes('paying') ? '' : ' without paying'}`;
    case 'addOns':
      return now.addOns.length === 0 ? 'has no add-on' : `has ${listed(now.addOns)}`;
    case 'contract':
      return contractText(now.contract);
    case 'wish':
      return 'goes on as before';
  }
}

function speaksOf(event: LifeEvent, what: Parting['what']): boolean {
  switch (what) {
    case 'offer':
    case 'answer':
      return event.kind === 'offer';
    case 'leaving':
      return isOfKind(event, leavings);
    case 'plan':
      return isOfKind(event, ['firstPayment', 'returned']) || isAccepted(event, ['upgrade', 'jump']);
    case 'addOns':
      return isAccepted(event, ['addOn', 'bundle']);
    case 'contract':
      return isAccepted(event, ['annual', 'multiYear']);
    case 'wish':
      return isOfKind(event, ['wantsOut', 'obstructed', 'recognisedManipulation']);
    case 'presence':
      return false;
  }
}

function isAccepted(event: LifeEvent, kinds: readonly OfferKind[]): boolean {
  return event.kind === 'offer' && event.answer === 'accepted' && kinds.includes(event.offer);
}

function contractText(contract: MonthOfLife['contract']): string {
  switch (contract) {
    case 'monthly':
      return 'pays month by month';
    case 'annual':
      return 'is bound for a year';
    case 'multiYear':
      return 'is bound for several years';
    case 'none':
      return 'has no contract';
  }
}

/** "a", "a and b", "a, b and c". */
function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** How a life ends; to follow "it". */
function endPieces(story: LifeStory | null, format: Format): Piece[] {
  const last = story?.months.at(-1);
  if (story === null || last === undefined) return [text(' never comes')];
  const gone = last.events.find((event) => isOfKind(event, leavings));
  const end =
    gone === undefined
      ? ` is there at the end, on ${last.plan}`
      : ` ${eventText(gone)} in month ${format.count(last.month + 1)}`;
  const paid: Piece[] =
    story.paid === 0 ? [] : [text(', having paid '), number(format.value(story.paid, 'money'))];
  const trapped =
    story.trappedMonths === 0 ? '' : `, ${format.count(story.trappedMonths)} of the months against its will`;
  return [text(end), ...paid, text(trapped)];
}

function monthsText(count: number, format: Format): string {
  return count === 1 ? '1 month' : `${format.count(count)} months`;
}

export interface MonthReadout {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What happened in a month; whoever is a customer from the start neither arrives nor begins to pay. */
function happenings({ month, events }: MonthOfLife, customer: Customer | null): readonly string[] {
  const isStart = customer?.channel === 'existing' && month === customer.month;
  const later = isStart ? events.filter((event) => !isOfKind(event, ['arrived', 'firstPayment'])) : events;
  return [...(isStart ? ['is a customer already'] : []), ...later.map(eventText)];
}

export function monthReadout(
  story: LifeStory | null,
  month: number,
  customer: Customer | null,
  format: Format,
): MonthReadout {
  const title = `Month ${format.count(month + 1)}`;
  const now = story?.months.find((each) => each.month === month);
  if (now === undefined) return { title, lines: ['not with this vendor'] };
  const events = happenings(now, customer);
  return now.plan === ''
    ? { title, lines: events }
    : {
        title,
        lines: [
          `${now.plan}, ${format.value(now.mrr, 'money')} a month, ${seatsText(now.seats, format)}`,
          `trust ${feeling(now.trust, format)}, engagement ${feeling(now.engagement, format)}, fatigue ${feeling(now.fatigue, format)}`,
          ...events,
        ],
      };
}

function seatsText(seats: number, format: Format): string {
  return seats === 1 ? '1 seat' : `${format.count(seats)} seats`;
}

/** Two digits are what a feeling can be told apart by. */
function feeling(value: number, format: Format): string {
  return format.value(Math.round(value * 100) / 100, 'index');
}

export function trackSummary(story: LifeStory | null, format: Format): string {
  if (story === null) return 'Never comes under this strategy.';
  const plans = story.months
    .map(({ plan }) => plan)
    .filter((plan, index, all) => plan !== '' && plan !== all[index - 1]);
  const count = story.months.filter(({ paid }) => paid !== 0).length;
  const path = plans.length === 0 ? 'Never on a plan' : plans.join(', then ');
  return `${path}; ${monthsText(count, format)} paid, ${format.value(story.paid, 'money')} in all.`;
}

export function trackTwin(story: LifeStory | null, customer: Customer | null, format: Format): Twin {
  const felt = (level: number) => value(level, feeling(level, format));
  return {
    columns: [
      'Month',
      'Plan',
      'MRR at its end',
      'Paid',
      'Seats',
      'Trust',
      'Engagement',
      'Fatigue',
      'What happens',
    ],
    rows: (story?.months ?? []).map((month) => [
      value(month.month + 1, format.count(month.month + 1)),
      words(month.plan === '' ? '–' : month.plan),
      value(month.mrr, format.value(month.mrr, 'money')),
      value(month.paid, format.value(month.paid, 'money')),
      value(month.seats, format.count(month.seats)),
      felt(month.trust),
      felt(month.engagement),
      felt(month.fatigue),
      words(happenings(month, customer).join('; ')),
    ]),
  };
}

export interface DiaryRow {
  /** "16", or "16 to 34" where the same came again and nothing else came between. */
  readonly month: string;
  /** How many months the row stands for. */
  readonly times: number;
  readonly first: readonly string[];
  readonly second: readonly string[];
  /** The lives part here, or from here on for good. */
  readonly mark: 'parting' | 'lasting' | undefined;
}

/** Months in which something happens under either strategy; the same over and over is one row. */
export function diaryOf(reading: OneLifeReading, format: Format): DiaryRow[] {
  const said = (story: LifeStory | null) =>
    new Map((story?.months ?? []).map((month) => [month.month, happenings(month, reading.customer)]));
  const [first, second] = [said(reading.first), said(reading.second)];
  const months = [...new Set([...first.keys(), ...second.keys()])].sort((one, other) => one - other);
  const markOf = (month: number) =>
    reading.lasting?.month === month ? 'lasting' : reading.parting?.month === month ? 'parting' : undefined;
  const rows: (DiaryRow & { readonly from: string })[] = [];
  for (const month of months) {
    const [one, other] = [first.get(month) ?? [], second.get(month) ?? []];
    const mark = markOf(month);
    if (mark === undefined && one.length === 0 && other.length === 0) continue;
    const last = rows.at(-1);
    const name = format.count(month + 1);
    const isSame =
      last?.mark === undefined &&
      mark === undefined &&
      last?.first.join('\n') === one.join('\n') &&
      last.second.join('\n') === other.join('\n');
    if (last !== undefined && isSame)
      rows[rows.length - 1] = { ...last, month: `${last.from} to ${name}`, times: last.times + 1 };
    else rows.push({ month: name, from: name, times: 1, first: one, second: other, mark });
  }
  return rows;
}
