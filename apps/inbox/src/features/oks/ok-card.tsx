import type { OkRequest } from '@filo/contracts/http';
import { ShieldCheck, Undo2 } from 'lucide-react';
import { useEffect, useId } from 'react';
import { showOk } from '../../data/oks/shown-oks';
import { fullWhen, shortWhen } from '../../i18n/format';
import { saySeverity } from '../../i18n/say-severity';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import AnsweredPostLine from '../../ui/answered-post-line';
import { Chip } from '../../ui/chip';
import { AskingLine } from './asking-line';
import { AnsweredPost } from './answered-post';
import { OkButtons, type OkActs } from './ok-buttons';
import { OkNews } from './ok-news';
import { OkWords } from './ok-words';

interface OkCardProps {
  asked: OkRequest;
  isMine: boolean;
  acts: OkActs;
  /** Where the post that it answers stands beside it already, its first words lead there. */
  inThread?: boolean;
}

/** An answer that has not left: what it answers, what it says to the letter, from whom, and what can be done with it. */
export function OkCard({ asked, isMine, acts, inThread = false }: OkCardProps) {
  const title = useId();
  const { answers, author, decided, state } = asked;
  useEffect(() => showOk(asked, isMine), [asked, isMine]);
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
      {inThread ? (
        <AnsweredPostLine post={{ ...answers, threadId: asked.threadId }} />
      ) : (
        <AnsweredPost answers={answers} />
      )}
      {answers.edited && !answers.gone ? (
        <p role="note" className="mt-2 rounded-input bg-warn-bg p-2 text-sm text-warn">
          {t(isMine ? 'oks.post-edited-mine' : 'oks.post-edited')}
        </p>
      ) : null}
      {answers.gone ? (
        <p className="mt-2 text-sm text-danger">
          {t(answers.removed ? 'oks.post-removed' : 'oks.post-gone')}
        </p>
      ) : null}
      {asked.authorGone ? (
        <p className="mt-2 text-sm text-danger">{t('oks.author-gone', { name: author.name })}</p>
      ) : null}
      {asked.accountGone ? (
        <p role="note" className="mt-2 rounded-input bg-danger-bg p-2 text-sm text-danger wrap-anywhere">
          {t(isMine ? 'oks.account-gone-mine' : 'oks.account-gone', {
            name: author.name,
            account: asked.account ?? '',
          })}
        </p>
      ) : asked.askAnew ? (
        <p role="note" className="mt-2 rounded-input bg-warn-bg p-2 text-sm text-warn">
          {t(isMine ? 'oks.ask-anew-mine' : 'oks.ask-anew', { name: author.name })}
        </p>
      ) : null}
      {asked.others > 0 ? (
        <p className="mt-2 text-sm text-warn">{t('oks.others', { count: asked.others })}</p>
      ) : null}
      <OkNews asked={asked} isMine={isMine} />
      <OkWords asked={asked} isFolded={inThread} />
      <p className="mt-2 text-xs text-ink-2 wrap-anywhere">{asked.why.map(saySeverity).join('; ')}</p>
      <AskingLine asking={asked.asking} other={{ answersId: answers.messageId, words: 'oks.asking-other' }} />
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

function AskedTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={fullWhen(at)} className="ms-auto text-xs text-ink-3 tabular">
      {shortWhen(at, now)}
    </time>
  );
}
