import type { IdentityView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { MailQuestionMark } from 'lucide-react';
import { proofsQuery } from '../../../data/links/proofs';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { canBeAsked } from '../../../ui/can-be-asked';
import { useAskProof } from '../../../ui/use-ask-proof';

/** Sends the owner of an unverified address a one-time link; nothing changes until they press its button. */
export function AskProofButton({ personId, identity }: { personId: string; identity: IdentityView }) {
  const { data } = useQuery(proofsQuery(personId));
  const { ask, pending } = useAskProof();
  const { id, kind, key, proof } = identity;
  if (kind !== 'mail' || proof === 'proven' || !canBeAsked(identity)) return null;
  // While an answer is awaited the line below says so.
  const last = data?.items.find((one) => one.identity.id === id);
  if (last?.state === 'asked' || last?.state === 'waiting') return null;
  return (
    <Button
      size="small"
      tone="quiet"
      className="-ms-2 mt-0.5"
      isDisabled={pending}
      aria-label={t('contact.ask-label', { key })}
      onPress={({ target }) => {
        const here = target.closest('li');
        // The button goes away with the answer: whoever pressed it stays at this address.
        void ask(identity, { purpose: 'confirm-address' }).then(
          () => here?.contains(document.activeElement) || here?.focus(),
        );
      }}
    >
      <MailQuestionMark className="size-3.5" aria-hidden />
      {t('contact.ask')}
    </Button>
  );
}
