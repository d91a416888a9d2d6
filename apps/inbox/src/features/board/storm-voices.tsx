import type { StormVoice } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { voicesQuery } from '../../data/board/voices-query';
import { identityName } from '../../data/identity-name';
import { fullWhen, shortWhen } from '../../i18n/format';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { ContentWarningChip } from './content-warning-chip';

interface VoiceActs {
  onOpen(threadId: string, messageId: string): void;
  onReply(threadId: string, messageId: string): void;
}

/** Who says it, where and in which words; each post leads to the thread of its author. */
export default function StormVoices({ stormId, ...leads }: VoiceActs & { stormId: string }) {
  const { data, error } = useQuery(voicesQuery(stormId));
  if (error) return <ProblemStrip error={error} />;
  if (!data) return <Skeleton rows={2} height={40} />;
  return (
    <ul
      aria-label={t('board.voices')}
      tabIndex={0}
      className="focus-inset max-h-80 space-y-1 overflow-y-auto"
    >
      {data.items.map((voice) => (
        <li key={voice.messageId} className="rounded-input bg-sunken p-2 text-sm">
          <Voice voice={voice} {...leads} />
        </li>
      ))}
    </ul>
  );
}

function Voice({ voice, onOpen, onReply }: VoiceActs & { voice: StormVoice }) {
  const now = useNow();
  const { threadId, messageId, author, channel, contentWarning, postedAt, text, waits } = voice;
  const name = identityName(author);
  return (
    <>
      <p className="flex items-center gap-1.5">
        <bdi className="truncate font-medium">{name}</bdi>
        <ChannelGlyph channel={channel} label />
        <time
          dateTime={postedAt}
          title={fullWhen(postedAt)}
          className="ms-auto shrink-0 text-xs text-ink-2 tabular"
        >
          {shortWhen(postedAt, now)}
        </time>
      </p>
      <ContentWarningChip warning={contentWarning} />
      <p dir="auto" className="line-clamp-2 wrap-anywhere text-ink-2">
        {text}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-xs text-ink-2">
        {threadId === null ? (
          t('board.voice-found')
        ) : (
          <>
            <Button
              size="small"
              aria-label={t('board.reply-to', { name })}
              onPress={() => onReply(threadId, messageId)}
            >
              {t('board.reply')}
            </Button>
            <Button
              size="small"
              aria-label={t('board.open-of', { name })}
              onPress={() => onOpen(threadId, messageId)}
            >
              {t('board.open')}
            </Button>
          </>
        )}
        {waits ? null : t('board.voice-done')}
      </p>
    </>
  );
}
