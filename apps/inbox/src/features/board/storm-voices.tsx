import type { StormVoice } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { voicesQuery } from '../../data/board/voices-query';
import { identityName } from '../../data/identity-name';
import { fullWhen, shortWhen } from '../../i18n/format';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { SeeAtLink } from '../../ui/see-at-link';
import { MoreButton } from '../../ui/more-button';
import { ContentWarningChip } from './content-warning-chip';

interface VoiceActs {
  onOpen(voice: StormVoice): void;
  onReply(voice: StormVoice): void;
  onInvite(voice: StormVoice): void;
}

/** Each once: what was answered meanwhile stands further below. */
const eachOnce = (voices: readonly StormVoice[]): StormVoice[] => [
  ...new Map(voices.map((voice) => [voice.messageId, voice])).values(),
];

/** Who says it, where and in which words; each post leads to where it stands, and to the thread of its author. */
export default function StormVoices({ stormId, ...leads }: VoiceActs & { stormId: string }) {
  const query = useInfiniteQuery(voicesQuery(stormId));
  const { data, error } = query;
  if (error && !data) return <ProblemStrip error={error} />;
  if (!data) return <Skeleton rows={2} height={40} />;
  return (
    <div tabIndex={0} className="focus-inset max-h-80 overflow-y-auto">
      <ul aria-label={t('board.voices')} className="space-y-1">
        {eachOnce(data.pages.flatMap(({ items }) => items)).map((voice) => (
          <li key={voice.messageId} className="rounded-input bg-sunken p-2 text-sm">
            <Voice voice={voice} {...leads} />
          </li>
        ))}
      </ul>
      {error ? <ProblemStrip error={error} /> : null}
      <MoreButton query={query} />
    </div>
  );
}

function Voice({ voice, ...acts }: VoiceActs & { voice: StormVoice }) {
  const now = useNow();
  const { author, channel, contentWarning, permalink, postedAt, text } = voice;
  return (
    <>
      <p className="flex items-center gap-1.5">
        <bdi className="truncate font-medium">{identityName(author)}</bdi>
        <ChannelGlyph channel={channel} label />
        <span className="ms-auto inline-flex shrink-0 items-center gap-1.5 text-xs text-ink-2">
          {permalink?.startsWith('https://') ? (
            <SeeAtLink href={permalink} network={channelName(channel)} />
          ) : null}
          <time dateTime={postedAt} title={fullWhen(postedAt)} className="tabular">
            {shortWhen(postedAt, now)}
          </time>
        </span>
      </p>
      <ContentWarningChip warning={contentWarning} />
      <p dir="auto" className="line-clamp-2 wrap-anywhere text-ink-2">
        {text}
      </p>
      <VoiceButtons voice={voice} {...acts} />
    </>
  );
}

/** What was only found is taken up by the same buttons as on its own card. */
function VoiceButtons({ voice, onOpen, onReply, onInvite }: VoiceActs & { voice: StormVoice }) {
  const name = identityName(voice.author);
  const isNobodys = voice.threadId === null;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-2 text-xs text-ink-2">
      <Button size="small" aria-label={t('board.reply-to', { name })} onPress={() => onReply(voice)}>
        {t('board.reply')}
      </Button>
      <Button
        size="small"
        aria-label={t(isNobodys ? 'listening.take-up-of' : 'board.open-of', { name })}
        onPress={() => onOpen(voice)}
      >
        {t(isNobodys ? 'listening.take-up' : 'board.open')}
      </Button>
      <Button size="small" aria-label={t('board.invite-of', { name })} onPress={() => onInvite(voice)}>
        {t('command.composer.invite')}
      </Button>
      {isNobodys ? t('board.voice-found') : null}
      {voice.assignee ? t('board.owner', { name: voice.assignee.name }) : null}
      {voice.waits ? null : t('board.voice-done')}
    </p>
  );
}
