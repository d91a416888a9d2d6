import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { suggestionsQuery } from '../../../data/links/suggestions';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { usePaneCount } from '../../../state/media';
import type { JoinWith } from '../join-with';
import { otherOf } from '../other-of';
import { AnswerBanner } from './answer-banner';
import { FoldedBanners } from './folded-banners';
import { MergeBanner } from './merge-banner';
import { useAnswer } from './use-answer';

interface ThreadBannersProps {
  personId: string;
  /** Shows what joining the two would do; nothing is merged yet. */
  onJoin(other: JoinWith): void;
  onPerson(personId: string): void;
}

/**
 * Who else this person may be: who answered from another address, and who is suggested. The same pair is asked about once,
 * and a phone shows one line of it until it is unfolded.
 */
export default function ThreadBanners({ personId, onJoin, onPerson }: ThreadBannersProps) {
  const { data } = useQuery(suggestionsQuery(personId));
  const { answer, hide } = useAnswer(personId);
  const suggestion = data?.items.find((one) => otherOf(one, personId).id !== answer?.threadId);
  const names = [answer?.personName, suggestion && otherOf(suggestion, personId).name];
  const joinAnswer =
    answer?.threadId == null ? undefined : { id: answer.threadId, answerMessageId: answer.messageId };
  const joinSuggested = suggestion && { id: otherOf(suggestion, personId).id, suggestionId: suggestion.id };
  const first = joinAnswer ?? joinSuggested;
  useCommand('thread.join-answer', () => first && onJoin(first), first !== undefined);
  if (!first) return null;
  return (
    <Foldable names={names.filter((name) => name !== undefined)}>
      {answer && joinAnswer ? (
        <AnswerBanner
          answer={answer}
          onJoin={() => onJoin(joinAnswer)}
          onOpen={() => onPerson(joinAnswer.id)}
          onHide={hide}
        />
      ) : null}
      {suggestion && joinSuggested ? (
        <MergeBanner
          {...{ personId, suggestion, onPerson }}
          hasKey={joinAnswer === undefined}
          onJoin={() => onJoin(joinSuggested)}
        />
      ) : null}
    </Foldable>
  );
}

function Foldable({ names, children }: { names: readonly string[]; children: ReactNode }) {
  const small = usePaneCount() === 1;
  const [open, setOpen] = useState(false);
  if (!small) return children;
  return (
    <FoldedBanners title={t('merge.title')} names={names} open={open} onToggle={() => setOpen(!open)}>
      {children}
    </FoldedBanners>
  );
}
