import type { Bus } from '@filo/bus';
import { proveFinish } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ConnectorNames } from '../../accounts/connector-names.js';
import type { callbackQuery } from '../../accounts/oauth/finish-consent.js';
import type { TestAccount } from '../../accounts/test-account.js';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { recordLive } from '../../live/record-live.js';
import { holdLinks } from '../../people/links/hold-links.js';
import { joinInvited } from '../join-invited.js';
import { showRefusal } from '../show-refusal.js';
import { findInvitedAccount, type InvitedAccount } from './invited-account.js';

export interface FinishParts {
  dataSource: DataSource;
  bus: Bus;
  connectors: ConnectorNames;
  testAccount: TestAccount;
}

type FinishedSignIn = {
  state: 'signed-in' | 'another-account' | 'sign-in-failed' | 'confirmed' | 'used' | 'expired' | 'unknown';
};

const note = z.object({ proofId: z.string() });
const timeoutMs = 40_000;

/**
 * Joins the public account that signed in with the mail address that was confirmed in the same browser, as the code of the
 * invitation does. Who signed in as somebody else joins nobody.
 */
export class FinishSignIn {
  constructor(private readonly parts: FinishParts) {}

  async run(
    kept: { channel: string; state: string; token: string },
    query: z.output<typeof callbackQuery>,
  ): Promise<FinishedSignIn> {
    const { dataSource } = this.parts;
    const signedIn = await this.ask(kept, query).catch(() => undefined);
    if (signedIn === undefined) return { state: 'sign-in-failed' };
    return inTransaction(dataSource, async (db) => {
      await holdLinks(db);
      const found = await findInvitedAccount(db, kept.token, 'for no key update of p');
      if (found.state !== 'ready') return found;
      const { invited } = found;
      if (signedIn.proofId !== invited.proofId || invited.channel !== kept.channel)
        return { state: 'sign-in-failed' };
      if (signedIn.key !== invited.key) return refuse(db, invited, 'another-account');
      return join(db, invited);
    });
  }

  /** Who signed in, for which confirmed address; undefined when nobody did. */
  private async ask(
    { channel, state }: { channel: string; state: string },
    query: z.output<typeof callbackQuery>,
  ): Promise<{ key: string; proofId: string } | undefined> {
    if (query.code === undefined || query.error !== undefined) return undefined;
    const { bus, connectors, testAccount } = this.parts;
    const connector = connectors.of(channel);
    const said = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    const sealedAnswer = (await testAccount.seal(connector, state, said)) ?? '';
    const answer = await bus.ask.ask({
      subject: proveFinish.subject(connector),
      question: proveFinish,
      request: { channel, state, sealedAnswer },
      timeoutMs,
    });
    return answer.ok ? { key: answer.key, ...note.parse(answer.note) } : undefined;
  }
}

const join = async (db: Queryable, invited: InvitedAccount): Promise<FinishedSignIn> => {
  const { proofId, invitationId, accountGroupId, channel } = invited;
  const joined = await joinInvited(db, invited, {
    evidence: { type: 'public-invitation', invitationId, proofId, signedInAt: channel },
    told: { proofId, signedInAt: channel },
  });
  // Whoever may not be joined so learns no more than who posts a code does.
  if (!joined) return refuse(db, invited, 'confirmed');
  // Its code is worth nothing any more.
  await db.query('update proof_request set code_expires_at = clock_timestamp() where id = $1', [proofId]);
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  return { state: 'signed-in' };
};

const refuse = async (
  db: Queryable,
  { invitationId, accountGroupId, proofId, channel }: InvitedAccount,
  state: 'another-account' | 'confirmed',
): Promise<FinishedSignIn> => {
  if (state === 'confirmed')
    await showRefusal(db, { invitationId, accountGroupId, reason: 'barred', messageId: null });
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-sign-in-refused',
    subjectId: invitationId,
    data: { reason: state === 'confirmed' ? 'barred' : 'another-identity', proofId, signedInAt: channel },
  });
  return { state };
};
