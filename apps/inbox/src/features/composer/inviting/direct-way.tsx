import type { DirectInvitation, InvitationLanguage, InvitationView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MessageSquareLock } from 'lucide-react';
import { useState } from 'react';
import { inviteDirectly, lookAtDirect } from '../../../data/links/inviting';
import { offerUndo } from '../../../data/threads/hold-back';
import '../../../i18n/later-words';
import { sayWhy } from '../../../i18n/say-why';
import { readsServerWords, t } from '../../../i18n/t';
import { showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { DirectWords, holdsLink } from './direct-words';
import { InvitingWay } from './inviting-way';
import { languageOfReader } from './language-field';

interface DirectWayProps {
  messageId: string;
  threadId: string;
  /** How it went before. */
  direct: InvitationView['direct'];
  onSent(): void;
}

/** By direct message: its words are seen, and can be changed, before they leave; then it is held as any answer. */
export function DirectWay({ messageId, threadId, direct, onSent }: DirectWayProps) {
  const { data: look, error } = useQuery({
    queryKey: ['inviting', 'direct', messageId],
    queryFn: () => lookAtDirect(messageId),
    ...{ gcTime: 0, staleTime: Infinity, retry: false },
  });
  const said = useWords(look?.words);
  const sending = useSending({ messageId, threadId, onSent });
  const failure = sending.error ?? error;
  const cannot = failure ? explain(failure) : whyNot(look);
  const failed =
    direct?.state === 'failed' ? t('invite.direct-failed', { why: direct.detail ?? '' }) : undefined;
  return (
    <InvitingWay
      icon={<MessageSquareLock className="size-4" aria-hidden />}
      hint={cannot ?? failed ?? t('invite.direct-hint')}
      isRefused={cannot !== undefined}
    >
      {look?.words ? <DirectWords {...said} /> : null}
      <Button
        tone="primary"
        isDisabled={sending.isPending || sending.isSuccess || !look?.possible || !holdsLink(said.text)}
        onPress={() => sending.mutate({ text: said.text.trim(), language: said.language })}
      >
        {t('invite.direct')}
      </Button>
    </InvitingWay>
  );
}

/** What it says: our words in the language of the person, else of the reader, until somebody writes others. */
function useWords(words: DirectInvitation['words']) {
  const [chosen, setChosen] = useState<InvitationLanguage>();
  const [written, setWritten] = useState<string>();
  const language = chosen ?? words?.language ?? languageOfReader();
  return {
    language,
    isKnown: words?.language === language,
    text: written ?? words?.texts[language] ?? '',
    onLanguage: (to: InvitationLanguage) => {
      setChosen(to);
      setWritten(undefined);
    },
    onText: setWritten,
  };
}

function useSending({
  messageId,
  threadId,
  onSent,
}: Pick<DirectWayProps, 'messageId' | 'threadId' | 'onSent'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: { text: string; language: InvitationLanguage }) => inviteDirectly(messageId, said),
    onSuccess: ({ direct }) => {
      if (direct?.heldUntil) offerUndo(client, { id: direct.messageId, threadId }, direct.heldUntil);
      else showToast({ tone: 'done', text: t('invite.sent') });
      onSent();
    },
  });
}

const whyNot = (look: DirectInvitation | undefined): string | undefined => {
  if (!look || look.possible) return undefined;
  if (look.reason === 'no-direct-messages') return t('refusal.no-direct-messages');
  const said = sayWhy(readsServerWords() ? look.why : undefined, look.whys);
  return said || t('refusal.not-written-first');
};
