import { SquarePen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { changeDraft, useDraft } from '../../state/drafts/draft-store';
import { answerMessage } from '../../state/drafts/meant-message';
import { moveFocus, offerFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { CarriedFiles } from './carried-files';
import { useReplyOptions } from './use-reply-options';

interface BegunLineProps {
  threadId: string;
  /** The address is not this person's any more. */
  isGone: boolean;
}

/** That this is a message of its own and answers none, with its subject; and the way back to an answer. */
export default function BegunLine({ threadId, isGone }: BegunLineProps) {
  const begins = useDraft(threadId, 'reply')?.begins;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => offerFocus('subject', () => field.current?.focus()), []);
  if (!begins) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 pt-1 pb-2 text-sm text-ink-2 max-md:px-3">
      <p role="status" className="flex min-w-0 items-center gap-1.5">
        <SquarePen className="size-3.5 shrink-0" aria-hidden />
        {isGone ? (
          <span className="text-warn">{t('begun.gone')}</span>
        ) : (
          t(begins.carries ? 'begun.forwards' : 'begun.title', { from: begins.carries?.from ?? '' })
        )}
      </p>
      <label className="flex min-w-0 flex-1 basis-56 items-center gap-1.5">
        <span>{t('begun.subject')}</span>
        <input
          ref={field}
          value={begins.subject}
          maxLength={500}
          dir="auto"
          onChange={({ target: { value } }) =>
            changeDraft(threadId, 'reply', { begins: { ...begins, subject: value } })
          }
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            moveFocus('composer');
          }}
          className="h-8 min-w-0 flex-1 rounded-input border border-line-strong bg-surface px-2 text-base text-ink max-md:h-11"
        />
      </label>
      {begins.carries ? <CarriedFiles {...{ threadId, begins, carries: begins.carries }} /> : null}
      {begins.carries ? <OtherReaders threadId={threadId} /> : null}
      <Button size="small" tone="quiet" onPress={() => answerMessage(threadId, null)}>
        {t('begun.answer')}
      </Button>
    </div>
  );
}

/** Who would read what is taken along, that could not before, because of the account that it leaves from. */
function OtherReaders({ threadId }: { threadId: string }) {
  const { options } = useReplyOptions(threadId, null);
  const account = options?.accounts.find(({ address }) => address === options.accountAddress);
  if (account?.otherReaders == null) return null;
  const { address, otherReaders: group } = account;
  return (
    <p role="status" className="basis-full text-warn">
      {t('begun.other-readers', { address, group })}
    </p>
  );
}
