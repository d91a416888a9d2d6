import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { readAgent } from '../../access/read-agent.js';
import { DomainError } from '../../http/domain-error.js';
import { pausedMsSince, publicPaused } from '../../public-pause/public-paused.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { bringBack } from './bring-back.js';
import { judgeDue, lateHoursMax, type DueVerdict } from './judge-due.js';
import type { SendScheduled } from './send-scheduled.js';
import type { AnswerKey } from './waiting-answer.js';

/** One look into a partial index. */
const everyMs = 2_000;
const atOnce = 50;
/** What failed for a moment, such as a bus that is away, is tried again after so long. */
const againSeconds = 30;

interface Due extends AnswerKey {
  revision: number;
  lateMs: number;
  pausedMs: number;
  sendingHeld: boolean;
}

/**
 * Sends scheduled answers at their time, by the clock of the database; public ones not while an agent paused these. Any number of workers may do so at once (see `SendScheduled`). What is refused comes
 * back to its author as a draft, with the reason; what fails for a moment stays due. Each is a transaction of its own, so that none holds up another.
 */
export class SendDue {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      send: Pick<SendScheduled, 'run'>;
      log: Pick<Logger, 'info' | 'warn'>;
    },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.once(signal);
      await untilAborted(everyMs, signal);
    }
  }

  /** One round; resolves with how many it saw to. */
  async once(signal?: AbortSignal): Promise<number> {
    let seen = 0;
    for (let more = true; more && !signal?.aborted;) {
      const due = (await this.parts.dataSource.query(finding, [atOnce])) as Due[];
      for (const answer of due) if (!signal?.aborted) await this.#settle(answer);
      seen += due.length;
      more = due.length === atOnce;
    }
    return seen;
  }

  async #settle(due: Due): Promise<void> {
    const { dataSource, log } = this.parts;
    try {
      await this.#send(due);
    } catch (error) {
      if (isForGood(error)) {
        log.info({ code: error.code, reason: error.more.reason }, 'a scheduled answer came back');
        await bringBack(dataSource, due, error);
      } else {
        log.warn({ err: error }, 'a scheduled answer waits');
        await dataSource.query(
          `update draft set tried_at = clock_timestamp() where agent_id = $1 and id = $2 and state = 'scheduled'`,
          [due.agentId, due.id],
        );
      }
    }
  }

  async #send({ agentId, id, ...due }: Due): Promise<void> {
    const author = await readAgent(this.parts.dataSource, agentId);
    const verdict = judgeDue({ ...due, authorActive: author !== undefined });
    if (verdict !== 'go' || !author) throw refusal(verdict);
    await this.parts.send.run(author, { id, now: false });
  }
}

const isForGood = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.code !== 'unavailable' && error.code !== 'internal-error';

const why: Record<Exclude<DueVerdict, 'go'>, string> = {
  'author-inactive':
    'Nothing was sent: at its time its author was deactivated, and nobody speaks in their name.',
  'sending-held':
    'Nothing was sent: at its time all sending was held, as after a restore. Look whether it was sent before, then send it.',
  'sent-too-late': `Nothing was sent: Filo did not run at its time, and not within ${lateHoursMax} hours of it. Look whether it still holds, then send it.`,
};

const refusal = (verdict: DueVerdict): DomainError => {
  const reason = verdict === 'go' ? 'author-inactive' : verdict;
  return new DomainError('cannot-reply', why[reason], { reason });
};

const finding = `
select d.agent_id as "agentId", d.id, d.revision, (extract(epoch from clock_timestamp() - d.send_at) * 1000)::float8 as "lateMs",
  case when d.in_public then ${pausedMsSince('d.send_at')} else 0 end as "pausedMs",
  exists (select from workspace where sending_held) as "sendingHeld"
from draft d where d.state = 'scheduled' and d.send_at <= now()
  and not (d.in_public and ${publicPaused})
  and (d.tried_at is null or d.tried_at < now() - interval '${againSeconds} seconds')
order by d.send_at, d.changed_at, d.id limit $1`;
