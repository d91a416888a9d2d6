import { randomBytes } from 'node:crypto';
import { DomainError } from '../http/domain-error.js';
import type { Queryable } from '../database/queryable.js';
import type { TokenKeys } from '../replies/token-keys.js';
import { judgeCode } from './judge-code.js';
import { takeRecoveryCode } from './recovery-codes.js';
import { openForAgent, sealForAgent } from './seal-for-agent.js';

/** Wrong codes of one account within the window, wherever they come from: who is asked for one knows the password already. */
const wrongMax = 10;
const windowMinutes = 15;
const secretBytes = 20;

interface Judged {
  agentId: string;
  code: string | undefined;
  /** Of the secret that is being set up, not of the one that is asked for. */
  isNew?: boolean;
}

export type Verdict = 'right' | 'needed' | 'wrong' | { waitSeconds: number };

/** The code that is asked for beside the password, of agents who set it up. */
export class SecondStep {
  constructor(private readonly keys: TokenKeys) {}

  /** A secret that is shown and not asked for yet; one that was shown before and never confirmed is void. */
  async begin(db: Queryable, agentId: string): Promise<Buffer> {
    const secret = randomBytes(secretBytes);
    const [begun] = await db.query(
      `insert into second_step (agent_id, sealed_secret) values ($1, $2)
       on conflict (agent_id) do update set sealed_secret = excluded.sealed_secret, wrong = 0, wrong_since = null
         where second_step.confirmed_at is null
       returning 1`,
      [agentId, sealForAgent(this.keys, agentId, secret)],
    );
    if (!begun) throw setUpAlready();
    return secret;
  }

  /** Refuses an agent who has none. */
  async need(db: Queryable, agentId: string): Promise<void> {
    const [row] = await db.query(reading, [agentId, true]);
    if (!row) throw notSetUp();
  }

  /**
   * Judges a code for an agent whose row the caller's transaction holds, which makes guesses wait for each other; a right one is used up,
   * a wrong one counted, so that the caller commits before it refuses. A recovery code waits for nobody's guesses: else whoever knows the
   * password could keep its owner out, and it is longer than anybody guesses.
   */
  async judge(db: Queryable, { agentId, code, isNew = false }: Judged): Promise<Verdict> {
    const [row] = (await db.query(reading, [agentId, !isNew])) as Row[];
    if (!row) return isNew ? 'needed' : 'right';
    if (code === undefined) return 'needed';
    if (!isNew && (await takeRecoveryCode(db, agentId, code))) return 'right';
    if (row.wrong >= wrongMax && row.wait > 0) return { waitSeconds: row.wait };
    if (await this.#isOfApp(db, row, code)) return 'right';
    await db.query(counting, [agentId, windowMinutes]);
    return 'wrong';
  }

  async #isOfApp(db: Queryable, row: Row, code: string): Promise<boolean> {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return false;
    const opened = openForAgent(this.keys, row.agentId, row.sealed);
    if (!opened) throw unreadable();
    const taken = judgeCode(digits, opened.secret, { lastTaken: Number(row.lastTaken), now: Date.now() });
    if (taken === undefined) return false;
    const sealed = opened.isOld ? sealForAgent(this.keys, row.agentId, opened.secret) : row.sealed;
    await db.query(taking, [row.agentId, taken, sealed]);
    return true;
  }
}

/** Refuses what the verdict refuses. */
export const needRight = (verdict: Verdict): void => {
  if (verdict === 'right') return;
  if (verdict === 'needed')
    throw new DomainError(
      'second-step-needed',
      'The password is right. Type the code that your app shows now, or one of your recovery codes.',
    );
  if (verdict === 'wrong')
    throw new DomainError(
      'wrong-code',
      'The code is wrong, was used already, or is too old. Type the one that your app shows now; if all are refused, set the clock of the device.',
    );
  throw new DomainError(
    'too-many-attempts',
    `${wrongMax} wrong codes within ${windowMinutes} minutes. Try again in ${Math.ceil(verdict.waitSeconds / 60)} minutes.`,
    { retryAfterSeconds: verdict.waitSeconds },
  );
};

/** Takes the second step away, with what opened the door in its place; resolves with whether there was one. */
export const removeSecondStep = async (db: Queryable, agentId: string): Promise<boolean> => {
  await db.query('delete from recovery_code where agent_id = $1', [agentId]);
  const gone = await db.query(
    'with gone as (delete from second_step where agent_id = $1 returning confirmed_at) select from gone where confirmed_at is not null',
    [agentId],
  );
  return gone.length > 0;
};

const setUpAlready = (): DomainError =>
  new DomainError('conflict', 'Nothing was changed: a second step is set up already. Take it off first.', {
    reason: 'second-step-set',
  });

export const notSetUp = (): DomainError =>
  new DomainError(
    'conflict',
    'Nothing was changed: no second step is set up, or it was taken off meanwhile. Begin again.',
    {
      reason: 'second-step-not-set',
    },
  );

const unreadable = (): DomainError =>
  new DomainError(
    'unavailable',
    'The second step cannot be checked: it was sealed with a key that this installation has no longer. Use a recovery code, or ask an admin to take it off.',
    { reason: 'second-step-unreadable' },
  );

interface Row {
  agentId: string;
  sealed: Buffer;
  lastTaken: string;
  wrong: number;
  /** Seconds until the window of the wrong ones ends. */
  wait: number;
}

const reading = `
select agent_id as "agentId", sealed_secret as sealed, last_taken as "lastTaken", wrong,
  coalesce(ceil(extract(epoch from wrong_since + interval '${windowMinutes} minutes' - now()))::int, 0) as wait
from second_step where agent_id = $1 and (confirmed_at is not null) = $2 for update`;

const taking = `
update second_step set last_taken = $2, sealed_secret = $3, wrong = 0, wrong_since = null where agent_id = $1`;

const counting = `
update second_step set
  wrong = case when wrong_since > now() - make_interval(mins => $2) then wrong + 1 else 1 end,
  wrong_since = case when wrong_since > now() - make_interval(mins => $2) then wrong_since else now() end
where agent_id = $1`;
