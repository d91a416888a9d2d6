import type { MessageView, ProofView } from '@filo/contracts/http';

/** What the owner of an address said to a one-time link, and when. */
export interface ProofAnswer {
  at: string;
  said: 'confirmed' | 'denied';
  proof: ProofView;
}

/** The one-time links that were answered; of what nobody answered there is nothing to tell. Pure. */
export const proofAnswers = (proofs: readonly ProofView[]): ProofAnswer[] =>
  proofs.flatMap((proof) => {
    const said = proof.confirmedAt !== null ? 'confirmed' : 'denied';
    const at = proof.confirmedAt ?? proof.deniedAt;
    return at === null ? [] : [{ at, said, proof }];
  });

/**
 * What the owner said later of the address that a message came from: a message stays as sure as it was when it came, so that
 * an answer that came after it explains its mark. A no is said of the one message that the link told of, and who denied to be
 * somebody else said nothing of their own address. Pure.
 */
export function ownerSaid(
  message: MessageView,
  answers: readonly ProofAnswer[],
): ProofAnswer['said'] | undefined {
  const { author, authorProof, sortAt } = message;
  if (author.type !== 'identity' || authorProof === 'proven' || message.direction !== 'inbound')
    return undefined;
  return answers
    .filter(({ proof }) => proof.identity.id === author.identity.id)
    .filter(
      ({ said, proof }) =>
        said === 'confirmed' || (proof.purpose === 'confirm-address' && proof.aboutMessageId === message.id),
    )
    .filter(({ at }) => Date.parse(at) >= Date.parse(sortAt))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.said;
}

/** Those that belong beside what is loaded: a moment older than that would stand at the wrong place. Pure. */
export function within<Moment extends { at: string }>(
  moments: readonly Moment[],
  { from, until }: { from: string | undefined; until: string | undefined },
): Moment[] {
  return moments.filter(
    ({ at }) =>
      (from === undefined || Date.parse(at) >= Date.parse(from)) &&
      (until === undefined || Date.parse(at) <= Date.parse(until)),
  );
}
