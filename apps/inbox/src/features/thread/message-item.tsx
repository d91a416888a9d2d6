import type { MessageView } from '@filo/contracts/http';
import { lazy, memo, Suspense } from 'react';
import { clock, fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { cx } from '../../ui/class-names';
import { authorName } from '../../data/author-name';
import type { ProofAnswer } from './proof-answers';
import { MarkBox } from './marks/mark-box';
import { Attachments } from './message/attachments';
import { Deliveries } from './message/deliveries';
import { InviteAuthor } from './message/invite-author';
import { MessageBody } from './message/message-body';
import { MessageMarks } from './message/message-marks';
import { Permalink } from './message/permalink';
import { Recipients } from './message/recipients';
import { isAnswerable } from './message/is-gone';
import { ReplyHere } from './message/reply-here';
import { canBeTakenBack } from './message/can-be-taken-back';

const TakeBack = lazy(() => import('./message/take-back').then((module) => ({ default: module.TakeBack })));
const CarryActs = lazy(() => import('./message/carry-acts'));
const CarriedLines = lazy(() => import('./message/carried-lines'));
const SaysToBeChip = lazy(() => import('./message/says-to-be-chip'));
const SeverityChip = lazy(() => import('./message/severity-chip'));
const AnsweredPostLine = lazy(() => import('../../ui/answered-post-line'));

interface MessageItemProps {
  message: MessageView;
  /** What the owner of its address said since. */
  ownerSaid?: ProofAnswer['said'] | undefined;
  /** The thread was opened at it. */
  found?: boolean;
  onPerson(id: string): void;
}

const MessageActs = ({ message }: { message: MessageView }) => (
  <>
    <ReplyHere message={message} />
    <InviteAuthor message={message} />
    {canBeTakenBack(message) ? (
      <Suspense fallback={null}>
        <TakeBack message={message} />
      </Suspense>
    ) : null}
    {message.direction !== 'note' && message.class === 'human' ? (
      <Suspense fallback={null}>
        <CarryActs message={message} />
      </Suspense>
    ) : null}
  </>
);

const OnBoard = ({ waits }: { waits: MessageView['waitsOnBoard'] }) =>
  waits && waits.level !== 'watch' ? (
    <Suspense fallback={null}>
      <SeverityChip waits={waits} />
    </Suspense>
  ) : null;

const SaysToBe = ({ says }: { says: MessageView['saysToBe'] }) =>
  says ? (
    <Suspense fallback={null}>
      <SaysToBeChip says={says} />
    </Suspense>
  ) : null;

const Answers = ({ post }: { post: MessageView['answers'] }) =>
  post ? (
    <Suspense fallback={<p className="mt-0.5 h-6 max-md:h-11" />}>
      <AnsweredPostLine post={post} />
    </Suspense>
  ) : null;

const Carried = ({ message, onPerson }: Pick<MessageItemProps, 'message' | 'onPerson'>) =>
  message.carries || message.carriedBy?.length ? (
    <Suspense fallback={null}>
      <CarriedLines {...{ message, onPerson }} />
    </Suspense>
  ) : null;

/** Posts and direct messages have none: what an older one of ours carries is a word that nobody was sent. */
const showsSubject = ({ channel, direction }: MessageView): boolean =>
  direction !== 'outbound' || channel === 'email';

/** The line that all of a person's messages hang on, and the sign of the channel. */
function Spine({ channel, isNote }: { channel: string; isNote: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={cx(
          'absolute start-3.5 top-0 bottom-0 w-px max-md:start-3',
          isNote ? 'border-s border-dashed border-note-ink/50' : 'bg-line forced-color-adjust-none',
        )}
      />
      <span
        aria-hidden
        className={cx(
          'absolute start-0 top-2 flex size-7 items-center justify-center rounded-full border max-md:size-6',
          isNote ? 'border-dashed border-note-ink bg-note' : 'border-line bg-surface',
        )}
      >
        <ChannelGlyph channel={channel} />
      </span>
    </>
  );
}

/** One message on the spine: who, on which channel, how sure we are of it, what was said and what became of it. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message, ownerSaid, found = false, onPerson } = props;
  const [isNote, ours] = [message.direction === 'note', message.direction === 'outbound'];
  const name = authorName(message);
  const channel = isNote ? 'note' : message.channel;
  return (
    <article
      tabIndex={-1}
      data-message-id={message.id}
      data-answerable={isAnswerable(message) || undefined}
      aria-label={t('message.label', { name, channel: channelName(channel), when: fullWhen(message.sortAt) })}
      className="group relative ps-11 pb-3 outline-none max-md:ps-9"
    >
      <Spine channel={channel} isNote={isNote} />
      <div
        className={cx(
          'rounded-panel border px-4 py-2.5 group-focus:outline-2 group-focus:outline-accent max-md:px-3',
          found && 'border-s-4 border-s-accent',
          isNote
            ? 'border-dashed border-note-ink bg-note'
            : ours
              ? 'border-line bg-selected'
              : 'border-line bg-surface',
        )}
      >
        <header className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <bdi className="font-semibold">{name}</bdi>
          <span className={isNote ? 'font-medium text-note-ink' : 'text-ink-3'}>
            {isNote ? t('message.note') : channelName(channel)}
          </span>
          <OnBoard waits={message.waitsOnBoard} />
          {found ? <Chip>{t('message.found')}</Chip> : null}
          <MessageMarks message={message} ownerSaid={ownerSaid} />
          <SaysToBe says={message.saysToBe} />
          <span className="ms-auto inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-xs whitespace-nowrap text-ink-3 max-md:gap-y-3">
            <MessageActs message={message} />
            <MarkBox message={message} />
            <Permalink message={message} />
            {message.hasOriginal ? (
              <a
                href={`/api/v1/messages/${message.id}/original`}
                download
                className="relative inline-flex min-h-6 items-center underline opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100 max-md:before:absolute max-md:before:-inset-2.5"
              >
                {t('message.original')}
              </a>
            ) : null}
            <time dateTime={message.sortAt} title={fullWhen(message.sortAt)} className="tabular">
              {clock(message.sortAt)}
            </time>
          </span>
        </header>
        {isNote ? null : <Recipients message={message} onPerson={onPerson} />}
        <Answers post={message.answers} />
        {message.subject && showsSubject(message) ? (
          <p className="mt-0.5 text-sm font-medium text-ink-2 wrap-anywhere" dir="auto">
            {message.subject}
          </p>
        ) : null}
        <MessageBody message={message} />
        <Attachments message={message} />
        <Carried {...{ message, onPerson }} />
        <Deliveries message={message} />
      </div>
    </article>
  );
});
