import type { AgentLinkView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isOurAddress } from '../accounts/is-our-address.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { DomainError } from '../http/domain-error.js';
import { needRight, SecondStep } from '../second-step/second-step.js';
import { endSessions } from '../sessions/end-sessions.js';
import { openSession } from '../sessions/open-session.js';
import { hashPassword } from '../sessions/passwords.js';
import { hashSecret } from '../sessions/secrets.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { needGoodPassword } from '../sessions/need-good-password.js';

interface Wanted {
  token: string;
  password: string;
  code?: string | undefined;
}

type FoundLink = AgentLinkView & { agentId: string; mailed: boolean };

/** Opens one-time links of agents: says whom one is for, and sets the password that was chosen behind it. */
@Injectable()
export class UseLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ends: SessionEnds,
    private readonly secondStep: SecondStep,
  ) {}

  async read(token: string): Promise<AgentLinkView> {
    const { agentId: _, mailed: __, ...view } = await find(this.dataSource, token);
    return view;
  }

  /**
   * Sets the password and opens a session. The link ends with it, and so do every session and API token there were: whoever knew the
   * old password is out. Resolves with the secret of the new session.
   */
  async run(wanted: Wanted, userAgent: string): Promise<string> {
    const hashed = await this.hashFor(wanted);
    await this.needCode(wanted);
    const { agentId, secret } = await inTransaction(this.dataSource, async (db) => {
      const { agentId, purpose, email } = await find(db, wanted.token);
      await takeUp(db, wanted.token);
      await db.query('update agent set password_hash = $2, invited_at = null where id = $1', [
        agentId,
        hashed,
      ]);
      await db.query('delete from sign_in_failure where email = $1', [email]);
      await endSessions(db, agentId);
      await db.query('delete from api_token where agent_id = $1', [agentId]);
      const kind = purpose === 'invite' ? 'agent-joined' : 'password-reset';
      await recordAudit(db, { agentId, kind, subjectId: agentId });
      return { agentId, secret: await openSession(db, agentId, userAgent) };
    });
    this.ends.tellAgent(agentId);
    return secret;
  }

  /** A mailbox alone opens nobody's account who asks for more. What is refused leaves the link as it is, and is counted. */
  private async needCode({ token, code }: Wanted): Promise<void> {
    const verdict = await inTransaction(this.dataSource, async (db) => {
      const { agentId } = await find(db, token);
      await db.query('select from agent where id = $1 for no key update', [agentId]);
      return this.secondStep.judge(db, { agentId, code });
    });
    needRight(verdict);
  }

  /** Hashing costs work, so that it is done for those alone who hold a link, and before anything is locked. */
  private async hashFor({ token, password }: { token: string; password: string }): Promise<string> {
    needGoodPassword(password, await find(this.dataSource, token));
    return hashPassword(password);
  }
}

const find = async (db: Queryable, token: string): Promise<FoundLink> => {
  const [link] = (await db.query(finding, [hashSecret(token)])) as FoundLink[];
  if (!link) throw wrongLink();
  // A mailbox that became ours since: what it holds is read with it, the mail with the link too.
  if (link.mailed && (await isOurAddress(db, link.email))) throw wrongLink();
  return link;
};

/** Of several who open a link at once, one takes it; the others wait for that, and find none. */
const takeUp = async (db: Queryable, token: string): Promise<void> => {
  const [taken] = await db.query(
    'with taken as (delete from agent_link where secret_hash = $1 returning 1) select from taken',
    [hashSecret(token)],
  );
  if (!taken) throw wrongLink();
};

const wrongLink = (): DomainError =>
  new DomainError(
    'wrong-link',
    'This link is not valid any more: it was used, replaced by a newer one, or is too old. Nothing was changed. Ask an admin for a new one.',
  );

const finding = `
select l.agent_id as "agentId", l.message_id is not null as mailed, l.purpose, a.name, a.email::text as email, a.language, w.name as organisation,
  ${iso('l.expires_at')} as until,
  exists (select from second_step s where s.agent_id = l.agent_id and s.confirmed_at is not null) as "secondStep"
from agent_link l join agent a on a.id = l.agent_id cross join workspace w
where l.secret_hash = $1 and l.expires_at > now() and a.disabled_at is null
  and not exists (select from delivery d where d.message_id = l.message_id and d.state in ('failed', 'bounced'))`;
