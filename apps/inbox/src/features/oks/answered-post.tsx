import type { OkRequest } from '@filo/contracts/http';
import { useState } from 'react';
import { identityName } from '../../data/identity-name';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { cx } from '../../ui/class-names';

/** More than six lines of a card may hold. */
const isLong = (text: string): boolean => text.length > 300 || text.split('\n').length > 6;

/** The post that is answered: folded where it is long, and whole by one press. */
export function AnsweredPost({ answers: { author, channel, text } }: { answers: OkRequest['answers'] }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <blockquote className="mt-2 border-s-2 border-line-strong ps-2 text-sm text-ink-2">
      <p className="flex items-center gap-1.5">
        <span className="min-w-0 truncate">
          {t('answer-to.who')}{' '}
          {author ? <bdi className="font-medium">{identityName(author)}</bdi> : t('answer-to.somebody')}
        </span>
        <ChannelGlyph channel={channel} label />
      </p>
      <p
        dir="auto"
        className={cx('whitespace-pre-line wrap-anywhere', !isWhole && isLong(text) && 'line-clamp-6')}
      >
        {text}
      </p>
      {isLong(text) ? (
        <Button size="small" tone="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
          {t(isWhole ? 'oks.fold' : 'oks.unfold')}
        </Button>
      ) : null}
    </blockquote>
  );
}
