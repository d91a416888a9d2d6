import type { Logger } from '@filo/service';
import { writeAcknowledgement } from '@filo/text-limits';
import type { DataSource } from 'typeorm';
import { isOurAddress } from '../accounts/is-our-address.js';
import type { WorkingTime } from '../business-hours/working-time.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { holdPeople } from '../people/hold-people.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { chooseAccount } from '../replies/choose-account.js';
import type { TokenKeys } from '../replies/token-keys.js';
import { chooseSignature } from '../signatures/choose-signature.js';
import { untilAborted } from '../worker/until-aborted.js';
import { measureWaits, type Measured } from './measure-waits.js';
import { queueAcknowledgement } from './queue-acknowledgement.js';
import { readWritten, recipientOf, type WrittenMessage } from './read-written.js';
import { knownAt, whatIsKnown } from './what-is-known.js';
import { whySilent } from './why-silent.js';

const everyMs = 1_000;
/** How long answers take does not change from one mail to the next. */
const measuredForMs = 5 * 60_000;

/**
 * Tells whoever wrote that their message came, where the account says so and no rule speaks against it (`whySilent`). Any number of workers may do
 * so at once: each message is taken by one of them, in the transaction in which its acknowledgement is queued; who dies leaves it waiting, and
 * `acknowledged` keeps one from being told twice. The lock of the address keeps two mails of one sender apart.
 */
export class AcknowledgeMessages {
  readonly #measured = new Map<string, { until: number; measured: Measured }>();

  constructor(
    private readonly parts: { dataSource: DataSource; keys: TokenKeys; log: Pick<Logger, 'info' | 'warn'> },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.once(signal);
      await untilAborted(everyMs, signal);
    }
  }

  /** Looks at what waits; resolves with how many were acknowledged. */
  async once(signal?: AbortSignal): Promise<number> {
    let told = 0;
    while (!signal?.aborted) {
      const outcome = await this.#one();
      if (outcome === 'none') break;
      if (outcome === 'told') told++;
    }
    if (told > 0) this.parts.log.info({ messages: told }, 'messages acknowledged');
    return told;
  }

  /** What fails waits a minute and lets others pass, until it is too old. */
  async #one(): Promise<'none' | 'silent' | 'told'> {
    const { dataSource, log } = this.parts;
    let taken: string | undefined;
    try {
      return await inTransaction(dataSource, async (db) => {
        const [waiting] = (await db.query(taking)) as { id: string }[];
        taken = waiting?.id;
        return waiting ? await this.#decide(db, waiting.id) : 'none';
      });
    } catch (error) {
      if (taken === undefined) throw error;
      log.warn({ err: error, message: taken }, 'acknowledgement waits');
      await dataSource.query(
        `update acknowledgement_waiting set at = clock_timestamp() + interval '1 minute' where message_id = $1`,
        [taken],
      );
      return 'silent';
    }
  }

  async #decide(db: Queryable, messageId: string): Promise<'silent' | 'told'> {
    const recipient = await recipientOf(db, messageId);
    if (recipient === undefined) return 'silent';
    await lockIdentities(db, [recipient]);
    const seen = await readWritten(db, messageId);
    const personId = seen && (await holdPeople(db, [seen.anchorIdentityId])).get(seen.anchorIdentityId);
    // What an agent did meanwhile counts.
    const written = await readWritten(db, messageId);
    if (!written || personId === undefined) return 'silent';
    return (await this.#acknowledge(db, written, personId)) ? 'told' : 'silent';
  }

  async #acknowledge(db: Queryable, written: WrittenMessage, personId: string): Promise<boolean> {
    const now = new Date();
    if (whySilent(written, now) !== undefined || (await isOurAddress(db, written.key))) return false;
    const text = inTheirLanguage(written);
    const account = await chooseAccount(db, {
      ...{ id: written.messageId, accountId: written.accountId, accountGroupId: written.accountGroupId },
      ...{ anchorIdentityId: written.anchorIdentityId, audience: 'private', followersOnly: false },
      replyIdentity: { kind: 'mail' },
    });
    if (!text || !account) return false;
    const known = await whatIsKnown(db, written.accountId, (time) =>
      this.#measure(db, written.accountId, time),
    );
    const said = writeAcknowledgement(text, knownAt(known, now));
    // Every line of it names what is not known yet: an empty mail tells nobody anything.
    if (said.text === '') return false;
    return queueAcknowledgement(db, { written, personId, account, said, now, keys: this.parts.keys });
  }

  async #measure(db: Queryable, accountId: string, time: WorkingTime | null): Promise<Measured> {
    const kept = this.#measured.get(accountId);
    if (kept && kept.until > Date.now()) return kept.measured;
    const measured = await measureWaits(db, accountId, time);
    this.#measured.set(accountId, { until: Date.now() + measuredForMs, measured });
    return measured;
  }
}

/** The first is for everybody else. */
const inTheirLanguage = ({ texts, language }: WrittenMessage) =>
  chooseSignature(
    texts.map((one) => ({ ...one, teamId: null })),
    { teamIds: [], language },
  ) ?? texts[0];

const taking = `
with next as (
  select message_id from acknowledgement_waiting where at <= clock_timestamp() order by at, message_id limit 1 for update skip locked)
delete from acknowledgement_waiting w using next where w.message_id = next.message_id returning w.message_id as id`;
