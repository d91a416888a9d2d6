import type { IdentityView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { invitationsQuery, proofsQuery } from '../../../data/links/proofs';
import { ProofLine } from '../../../ui/proof-line';
import { InvitationLine, SaysToBe } from './invitation-line';

/** What the owner of one contact point was asked last, and what became of it. */
export function Asked({ personId, identity }: { personId: string; identity: IdentityView }) {
  const { data: proofs } = useQuery(proofsQuery(personId));
  const { data: invitations } = useQuery(invitationsQuery(personId));
  const asked = proofs?.items.find((proof) => proof.identity.id === identity.id);
  const invited = invitations?.items.find((one) => one.identity.id === identity.id);
  const answered = invitations?.items.find((one) =>
    one.claims.some(({ identityId }) => identityId === identity.id),
  );
  return (
    <>
      {asked ? <ProofLine proof={asked} /> : null}
      {invited ? <InvitationLine invitation={invited} /> : null}
      {answered && answered !== invited ? <SaysToBe invitation={answered} /> : null}
    </>
  );
}
