import type { AskingPost } from '@filo/contracts/http';
import { Quote } from 'lucide-react';
import { identityName } from '../../data/identity-name';
import { fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { showMessage } from '../../state/place-requests';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { PostWords } from '../../ui/post-words';

interface AskingLineProps {
  asking: AskingPost | null;
  /** Said where the answer goes to another post than the one whose words ask for the OK. */
  other: { answersId: string | null; words: string };
}

/** Whose words ask for the OK, in which post, and the way to it. */
export function AskingLine({ asking, other }: AskingLineProps) {
  if (!asking) return null;
  const { threadId, messageId } = asking;
  const look = 'mt-1 flex max-w-full min-h-6 flex-wrap items-center gap-x-1.5 text-start text-xs';
  return (
    <>
      {threadId === null ? (
        <p className={look}>
          <Words asking={asking} />
        </p>
      ) : (
        <button
          type="button"
          title={t('oks.asking-go')}
          onClick={() => showMessage({ threadId, messageId })}
          className={`${look} rounded-control underline-offset-2 hover:underline max-md:min-h-11`}
        >
          <Words asking={asking} />
        </button>
      )}
      {messageId === other.answersId ? null : (
        <p className="mt-1 text-xs font-medium text-warn">{t(other.words)}</p>
      )}
    </>
  );
}

function Words({ asking: { author, channel, at, text, gone, removed } }: { asking: AskingPost }) {
  const now = useNow();
  return (
    <>
      <Quote className="size-3.5 shrink-0" aria-hidden />
      <span className="shrink-0">{t('oks.asking')}</span> <ChannelGlyph channel={channel} label />{' '}
      <bdi className="max-w-40 truncate font-medium">
        {author ? identityName(author) : t('answer-to.somebody')}
      </bdi>{' '}
      <time dateTime={at} title={fullWhen(at)} className="shrink-0 tabular">
        {shortWhen(at, now)}
      </time>{' '}
      <PostWords text={text} gone={gone} removed={removed} />
    </>
  );
}
