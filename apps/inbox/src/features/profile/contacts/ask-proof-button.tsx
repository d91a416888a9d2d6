import type { IdentityView } from '@filo/contracts/http';
import { MailQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { askProof } from '../../../data/people';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';

/** Mails the owner of an unverified address a one-time link; nothing changes until they press its button. */
export function AskProofButton({ identity }: { identity: IdentityView }) {
  const [asked, setAsked] = useState(false);
  const { kind, key, proof, ours, blocked, bouncing } = identity;
  if (kind !== 'mail' || proof === 'proven' || ours || blocked || bouncing) return null;
  const ask = async () => {
    setAsked(true);
    try {
      await askProof(identity.id, { purpose: 'confirm-address' });
      showToast({ tone: 'done', text: t('contact.asked', { key }) });
    } catch (error) {
      setAsked(false);
      showProblem(explain(error));
    }
  };
  return (
    <Button
      size="small"
      tone="quiet"
      className="-ms-2 mt-0.5"
      isDisabled={asked}
      aria-label={t('contact.ask-label', { key })}
      onPress={() => void ask()}
    >
      <MailQuestionMark className="size-3.5" aria-hidden />
      {t('contact.ask')}
    </Button>
  );
}
