import type { QuarantineCause, Why } from '@filo/contracts';

/** Why core holds a message back. */
export interface Because {
  /** Where it is not the message's own. */
  externalId?: string;
  cause: QuarantineCause;
  reason: string;
  why: Why[];
}

export const noSuchAccount: Because = {
  cause: 'no-such-account',
  reason: 'It came for an account that is not here, or was removed. It is kept as it came.',
  why: [{ code: 'held-no-such-account' }],
};

export const blockedBy = ({ by: agent, externalId }: { by: string; externalId: string }): Because => ({
  externalId,
  cause: 'untrusted',
  reason: `Its sender is blocked by ${agent}. Nobody has been told of it. Release it, or discard it.`,
  why: [{ code: 'held-blocked', with: { agent: agent.slice(0, 500) } }],
});
