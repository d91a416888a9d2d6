import type { IdentityView, ProofView, SuggestedPerson } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { MailQuestionMark } from 'lucide-react';
import { proofsQuery } from '../../data/links/proofs';
import { t } from '../../i18n/t';
import { canBeAsked } from '../../ui/can-be-asked';
import { Menu } from '../../ui/menu';
import { ProofLine } from '../../ui/proof-line';
import { useAskProof } from '../../ui/use-ask-proof';
import { identityLabel } from '../../data/identity-label';

interface Question {
  identity: IdentityView;
  /** Whom its owner may be besides. */
  personId: string;
}

const questionsOf = ([a, b]: readonly SuggestedPerson[]): Question[] =>
  a && b
    ? [[a, b] as const, [b, a] as const].flatMap(([asked, other]) =>
        asked.identities.filter(canBeAsked).map((identity) => ({ identity, personId: other.id })),
      )
    : [];

/** "Is this you?" in the words of an agent: the owner of either address may say that both are theirs. */
export function AskThem({ persons }: { persons: readonly SuggestedPerson[] }) {
  const { ask, pending } = useAskProof();
  const questions = questionsOf(persons);
  if (questions.length === 0) return null;
  return (
    <Menu
      label={t('proof.ask-pair')}
      buttonLabel={t('proof.ask-pair')}
      isDisabled={pending}
      choices={questions.map(({ identity, personId }) => ({
        id: identity.id,
        label: t('proof.ask-address', { key: identityLabel(identity) }),
        run: () => void ask(identity, { purpose: 'is-this-you', personId }),
      }))}
      className="inline-flex min-h-8 shrink-0 items-center justify-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 hover:bg-hover disabled:opacity-50 max-md:min-h-11"
    >
      <MailQuestionMark className="size-4" aria-hidden />
      {t('proof.ask-pair')}
    </Menu>
  );
}

/** What was asked of the two about each other, newest first. */
export function AskedOfPair({ persons }: { persons: readonly SuggestedPerson[] }) {
  const [a, b] = persons;
  const { data } = useQuery({ ...proofsQuery(a?.id ?? ''), enabled: a !== undefined });
  if (!a || !b) return null;
  const asked = (data?.items ?? []).filter((proof) => isAbout(proof, a, b) || isAbout(proof, b, a));
  return (
    <>
      {asked.slice(0, 2).map((proof) => (
        <ProofLine key={proof.id} proof={proof} />
      ))}
    </>
  );
}

const holds = ({ identities }: SuggestedPerson, id: string | undefined) =>
  identities.some((identity) => identity.id === id);

const isAbout = ({ identity, other }: ProofView, asked: SuggestedPerson, named: SuggestedPerson) =>
  holds(asked, identity.id) && holds(named, other?.id);
