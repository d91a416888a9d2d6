import type { PointerView } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MessageCircleReply } from 'lucide-react';
import { useState } from 'react';
import { messagesQuery } from '../../../data/threads/thread-queries';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { readStored, writeStored } from '../../../state/stored';
import { Button } from '../../../ui/button';
import { useJoinAnswer } from './use-join-answer';

/** Answers that were put away in this browser. */
const hiddenKey = 'filo.hidden-answers';
const hiddenMax = 200;

interface AnswerBannerProps {
  personId: string;
  onPerson(personId: string): void;
}

/** Somebody answered what was written in this thread from another address: who, how sure, and the key that joins the two. */
export default function AnswerBanner({ personId, onPerson }: AnswerBannerProps) {
  const { data } = useInfiniteQuery(messagesQuery(personId));
  const [hidden, setHidden] = useState(() => readStored<string[]>(hiddenKey, []));
  const hide = (messageId: string) => {
    const all = [messageId, ...hidden].slice(0, hiddenMax);
    writeStored(hiddenKey, all);
    setHidden(all);
  };
  const answer = (data?.pages ?? [])
    .flatMap((page) => page.pointers)
    .filter(({ messageId }) => !hidden.includes(messageId))
    .filter(({ answeredBy, threadId }) => answeredBy !== null && threadId !== null)
    .toSorted((a, b) => Date.parse(b.sortAt) - Date.parse(a.sortAt))[0];
  return answer ? (
    <Answer
      key={answer.messageId}
      {...{ personId, answer, onPerson }}
      onHide={() => hide(answer.messageId)}
    />
  ) : null;
}

function Answer(props: AnswerBannerProps & { answer: PointerView; onHide(): void }) {
  const { personId, answer, onPerson, onHide } = props;
  const { join, pending } = useJoinAnswer(personId, answer);
  useCommand('thread.join-answer', join);
  const { key = '', proof = null } = answer.answeredBy ?? {};
  return (
    <section
      aria-label={t('answer.title')}
      className="shrink-0 border-b border-line bg-selected px-4 py-2 text-sm max-md:px-3"
    >
      <div className="mx-auto flex max-w-208 flex-wrap items-start gap-x-4 gap-y-2">
        <MessageCircleReply className="mt-0.5 size-4 shrink-0 text-accent max-md:hidden" aria-hidden />
        <div className="min-w-60 flex-1">
          <p className="font-semibold">{t('answer.title')}</p>
          <p className="wrap-anywhere">
            {t(proof === 'proven' ? 'answer.who' : 'answer.who-unverified', {
              name: answer.personName,
              key,
            })}{' '}
            <bdi className="text-ink-2">{answer.subject}</bdi>
          </p>
          <p className="text-ink-2">{t('answer.why')}</p>
        </div>
        <div className="flex gap-2 max-md:w-full max-md:flex-col">
          <Button
            size="small"
            tone="primary"
            command="thread.join-answer"
            isDisabled={pending}
            onPress={join}
          >
            {t('merge.join')}
          </Button>
          <Button size="small" onPress={() => onPerson(answer.threadId ?? personId)}>
            {t('answer.open')}
          </Button>
          <Button size="small" tone="quiet" onPress={onHide}>
            {t('action.dismiss')}
          </Button>
        </div>
      </div>
    </section>
  );
}
