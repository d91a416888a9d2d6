import type { AnswerableMessage } from '@filo/contracts/http';
import { Split } from 'lucide-react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { changeDraft } from '../../state/drafts/draft-store';
import { answerMessage } from '../../state/drafts/meant-message';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel-glyph';

type Place = NonNullable<Draft['writtenFor']>;

interface ElsewhereNoticeProps {
  threadId: string;
  /** Where the words were written for, and where they would go now. */
  before: Place;
  now: Place;
  /** Everybody would read what was private: it waits. */
  isWider: boolean;
  /** Where else this person can be answered. */
  places: readonly AnswerableMessage[];
}

const say = ({ channel, audience }: Place): string =>
  t(`elsewhere.place-${audience}`, { channel: channelName(channel) });

/** That a reply goes by another channel, or is read by others, than when it was begun: what was private waits until its writer decides. */
export default function ElsewhereNotice({ threadId, before, now, isWider, places }: ElsewhereNoticeProps) {
  const back = places.find(
    ({ channel, audience }) => channel === before.channel && audience === before.audience,
  );
  const decide = (run: () => void) => () => {
    run();
    moveFocus('composer');
  };
  return (
    <div
      role="status"
      className={`mx-3 mt-1 flex flex-wrap items-center gap-2 rounded-input p-2 text-sm ${isWider ? 'bg-warn-bg text-warn' : 'bg-sunken text-ink-2'}`}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <Split className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          {t('elsewhere.changed', { before: say(before), now: say(now) })}{' '}
          {isWider ? t('elsewhere.waits') : null}
        </span>
      </p>
      {back ? (
        <Button size="small" onPress={decide(() => answerMessage(threadId, back.messageId))}>
          {t('elsewhere.back', { before: say(before) })}
        </Button>
      ) : null}
      <Button
        size="small"
        tone="quiet"
        onPress={decide(() => changeDraft(threadId, 'reply', { writtenFor: now }))}
      >
        {t(isWider ? 'elsewhere.let-read' : 'elsewhere.go-on', { now: say(now) })}
      </Button>
    </div>
  );
}
