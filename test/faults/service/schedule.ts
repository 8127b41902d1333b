import type { Seen } from '../../support/faultServer';
import type { Fault } from '../../support/faults';
import * as harm from '../../support/faults';
import { Random } from '../../support/random';

/** Share of the requests that meet a fault while there are faults left. */
const share = 0.12;
/** Faults of one schedule, so that every run comes to an end. */
const mostFaults = 150;

const retryAfter = (seconds: string) => harm.status(429, { headers: { 'retry-after': seconds } });

/** What any request may meet and what leaves no doubt that another attempt is wanted. */
const passing: readonly Fault[] = [
  harm.status(429),
  retryAfter('3'),
  retryAfter('700'),
  harm.status(500),
  harm.status(503, { shape: 'none' }),
  harm.status(503, { headers: { 'retry-after': '20' } }),
  harm.cut(false),
  harm.silence(false),
  harm.html,
  harm.status(401),
];
/** What hides that the server has done what it was asked. */
const hiding: readonly Fault[] = [
  harm.cut(true),
  harm.silence(true),
  harm.truncated,
  harm.halfJson,
  harm.wrongTypes,
  harm.status(500, { acts: true }),
  harm.status(502, { acts: true, shape: 'none' }),
  harm.slow,
];
const reading: readonly Fault[] = [harm.unknownStates, harm.status(403), lastLeftOut()];
/** What refuses one file for good. */
const refusing: readonly Fault[] = [
  harm.status(413),
  harm.status(413, { early: true }),
  harm.status(422),
  harm.status(422, { shape: 'issues' }),
  harm.status(422, { shape: 'object' }),
];
const paying: readonly Fault[] = [harm.status(402), harm.status(402, { shape: 'object' })];
const noBatches = harm.status(403, { shape: 'object' });
/** What lasts: no network, no credits, a server that is down or does not know the key any more. */
const lasting: readonly Fault[] = [
  harm.cut(false),
  harm.status(503),
  harm.status(429),
  harm.status(401),
  harm.silence(false),
];

/** Lists do not always hold all that they should. */
function lastLeftOut(): Fault {
  return harm.edit('a list without its last item', body => {
    const { items, ...rest } = body as { items?: unknown[] };
    return items ? { ...rest, items: items.slice(0, -1) } : body;
  });
}

export const isUpload = ({ route }: Pick<Seen, 'route'>): boolean =>
  route.startsWith('POST') && route.endsWith('/upload');
/** A look at a batch or at jobs, not the search for one that may have been made. */
const isPoll = ({ route, query }: Seen): boolean =>
  /^GET \/api\/v2\/(batches|parse)/.test(route) &&
  (route.endsWith('*') || query.has('job_ids') || query.has('created_at_on_or_after'));

/** A burst of the same fault over requests that follow each other. */
interface Burst {
  from: number;
  to: number;
  fault: Fault;
}

/**
 * Faults for the requests of one run. What a request meets depends on the seed, its route and its number among those of
 * the route, so that a seed leads to nearly the same run each time, whatever order the requests come in.
 */
export class Schedule {
  private left = mostFaults;
  private readonly bursts: Burst[];

  /** @param refusesBatches the account's plan has none. */
  constructor(
    private readonly seed: number,
    private readonly refusesBatches = false,
  ) {
    const random = new Random(seed);
    this.bursts = Array.from({ length: 3 }, () => {
      const from = random.int(0, 450);
      return { from, to: from + random.int(4, 16), fault: random.pick(lasting) };
    });
  }

  /** To be a server's plan. */
  readonly plan = (seen: Seen): Fault | undefined => {
    if (this.refusesBatches && seen.route === 'POST /api/v2/batches') return noBatches;
    if (this.left <= 0) return undefined;
    const burst = this.bursts.find(({ from, to }) => seen.place >= from && seen.place < to);
    const fault = burst?.fault ?? this.single(seen);
    if (fault) this.left--;
    return fault;
  };

  private single(seen: Seen): Fault | undefined {
    const random = new Random(this.seed ^ hashOf(`${seen.route} ${seen.nth}`));
    if (!random.chance(share)) return undefined;
    const creates = seen.method === 'POST';
    return random.pick(
      [
        passing,
        hiding,
        ...(isUpload(seen) ? [refusing, paying] : []),
        ...(creates && !isUpload(seen) ? [paying] : []),
        ...(isPoll(seen) ? [reading] : []),
      ].flat(),
    );
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
