import type { InvitationLanguage, InvitationView } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { makeInvitation } from '../../../data/links/inviting';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ProblemStrip } from '../../../ui/problem-strip';
import { InvitingWay } from './inviting-way';
import { LanguageField, languageOfReader } from './language-field';

interface PublicWayProps {
  messageId: string;
  /** The language that its author is known to read. */
  known: InvitationLanguage | null;
  onMade(invitation: InvitationView): void;
}

/** By words with a link, which go into the public answer, in the language of the person, else of the reader, until somebody chooses. */
export function PublicWay({ messageId, known, onMade }: PublicWayProps) {
  const [language, setLanguage] = useState(known ?? languageOfReader());
  const making = useMutation({
    mutationFn: () => makeInvitation(messageId, language),
    onSuccess: onMade,
  });
  return (
    <InvitingWay icon={<Megaphone className="size-4" aria-hidden />} hint={t('invite.public-hint')}>
      {making.error ? <ProblemStrip error={making.error} /> : null}
      <LanguageField
        label={t('invite.public-language')}
        language={language}
        isKnown={known === language}
        onLanguage={setLanguage}
      />
      <Button isDisabled={making.isPending || making.isSuccess} onPress={() => making.mutate()}>
        {t('invite.public')}
      </Button>
    </InvitingWay>
  );
}
