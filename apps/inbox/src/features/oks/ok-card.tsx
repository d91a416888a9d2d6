import type { OkRequest } from '@filo/contracts/http';
import { Paperclip, ShieldCheck, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { identityName } from '../../data/identity-name';
import { fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { OkButtons, type OkActs } from './ok-buttons';
import { sayWhy } from './say-why';

interface OkCardProps {
  asked: OkRequest;
  isMine: boolean;
  acts: OkActs;
  /** Where the post that it answers stands beside it already, it is not said again. */
  inThread?: boolean;
}

/** An answer that has not left: what it answers, what it says to the letter, from whom, and what can be done with it. */
export function OkCard({ asked, isMine, acts, inThread = false }: OkCardProps) {
  const title = useId();
  const { answers, author, decided, state } = asked;
  return (
    <article
      aria-labelledby={title}
      data-ok={asked.id}
      tabIndex={-1}
      className="rounded-panel border border-warn bg-surface p-3"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 id={title} className="font-medium">
          {isMine ? t('oks.mine') : t('oks.of', { name: author.name })}
        </h2>
        <Chip tone={state === 'returned' ? 'danger' : 'warn'}>
          {state === 'returned' ? (
            <Undo2 className="size-3" aria-hidden />
          ) : (
            <ShieldCheck className="size-3" aria-hidden />
          )}
          {t(`oks.state.${state}`)}
        </Chip>
        <AskedTime at={asked.askedAt} />
      </header>
      {inThread ? null : <Answered answers={answers} />}
      {answers.gone ? <p className="mt-2 text-sm text-danger">{t('oks.post-gone')}</p> : null}
      <Words asked={asked} />
      <p className="mt-2 text-xs text-ink-2 wrap-anywhere">{sayWhy(asked.why)}</p>
      {state === 'returned' && decided ? (
        <p className="mt-2 rounded-input bg-danger-bg p-2 text-sm text-danger wrap-anywhere">
          <span className="font-medium">
            {t('oks.returned-by', { name: decided.agent?.name ?? t('board.somebody') })}
          </span>{' '}
          <bdi>{decided.reason}</bdi>
        </p>
      ) : null}
      {state === 'waiting' && asked.colleagues === 0 ? (
        <p role="note" className="mt-2 rounded-input bg-warn-bg p-2 text-sm text-warn">
          {t('oks.nobody-else')}
        </p>
      ) : null}
      <OkButtons asked={asked} isMine={isMine} acts={acts} />
    </article>
  );
}

function Answered({ answers }: { answers: OkRequest['answers'] }) {
  return (
    <blockquote className="mt-2 border-s-2 border-line-strong ps-2 text-sm text-ink-2">
      <p className="flex items-center gap-1.5">
        <bdi className="truncate font-medium">{answers.author ? identityName(answers.author) : ''}</bdi>
        <ChannelGlyph channel={answers.channel} label />
      </p>
      <p dir="auto" className="line-clamp-6 whitespace-pre-line wrap-anywhere">
        {answers.text}
      </p>
    </blockquote>
  );
}

/** To the letter, in as many posts as it will be. */
function Words({ asked }: { asked: OkRequest }) {
  return (
    <>
      <ol
        aria-label={t('oks.words')}
        className="mt-2 max-h-60 space-y-2 overflow-y-auto rounded-input bg-sunken p-2"
      >
        {asked.contentWarning ? (
          <li className="text-sm text-ink-2 wrap-anywhere">
            {t('composer.warning')}: <bdi>{asked.contentWarning}</bdi>
          </li>
        ) : null}
        {(asked.parts ?? [asked.text]).map((part) => (
          <li key={part} dir="auto" className="whitespace-pre-line wrap-anywhere">
            {part}
          </li>
        ))}
      </ol>
      {asked.files.map(({ name, alt }) => (
        <p key={name} className="mt-1 flex items-center gap-1.5 text-sm text-ink-2">
          <Paperclip className="size-3.5 shrink-0" aria-hidden />
          <bdi className="wrap-anywhere">{alt ? `${name}: ${alt}` : name}</bdi>
        </p>
      ))}
      {asked.account ? (
        <p className="mt-1 text-xs text-ink-3">
          {t('composer.from')} <bdi>{asked.account}</bdi>
        </p>
      ) : null}
    </>
  );
}

function AskedTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={fullWhen(at)} className="ms-auto text-xs text-ink-3 tabular">
      {shortWhen(at, now)}
    </time>
  );
}
