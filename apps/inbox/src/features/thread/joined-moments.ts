import type { InvitationView } from '@filo/contracts/http';

/** The moment at which a public account and a mail address became one person by an invitation. */
export interface JoinedMoment {
  id: string;
  at: string;
  /** The public account, and the network that it is at. */
  account: string;
  channel: string;
  /** The mail address; undefined where several answered and none is named. */
  address: string | undefined;
  by: 'code' | 'direct' | 'sign-in';
}

/** What an agent has taken back since is not told. Pure. */
export const joinedMoments = (invitations: readonly InvitationView[]): JoinedMoment[] =>
  invitations.flatMap(({ id, state, joined, identity, answers, direct }) => {
    if (state !== 'joined' || joined === null) return [];
    const answer = answers.find(({ used }) => used) ?? (answers.length === 1 ? answers[0] : undefined);
    const by = joined.messageId !== null ? 'code' : direct?.provenAt != null ? 'direct' : 'sign-in';
    const account = identity.handle ?? identity.key;
    return [{ id, at: joined.at, account, channel: identity.kind, address: answer?.address, by }];
  });
