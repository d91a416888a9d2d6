import type { ThreadDetail } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { AlarmClock, ArrowLeft, PanelRight, UsersRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { photoUrl } from '../../data/photo-url';
import { findRow } from '../../data/threads/thread-actions';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { Avatar } from '../../ui/avatar';
import { IconButton } from '../../ui/icon-button';
import { Present } from '../../ui/present';
import { WaitChip } from '../../ui/wait-chip';
import { AssignMenu } from './assign-menu';
import { CloseButton } from './close-button';
import { MoreMenu } from './more-menu';
import { useTimeCommands } from './use-time-commands';

const FollowButton = lazy(() => import('./follow-button'));
const TagStrip = lazy(() => import('../../ui/tag-strip'));
const TeamChip = lazy(() => import('../../ui/team-chip'));

interface ThreadHeaderProps {
  threadId: string;
  thread: ThreadDetail | undefined;
  topicId: string | null;
  onBack?: (() => void) | undefined;
  profile?: { open: boolean; toggle(): void } | undefined;
}

/** Who this is, how long they have been waiting, who has it, and what can be done with the whole thread. */
export function ThreadHeader({ threadId, thread, topicId, onBack, profile }: ThreadHeaderProps) {
  const client = useQueryClient();
  const act = useThreadAction();
  const row = findRow(client, threadId);
  const person = thread?.person ?? row?.person;
  const name = person?.name ?? '';
  const state = thread?.state ?? row?.state;
  const waitingSince = thread ? thread.waitingSince : (row?.waitingSince ?? null);
  const topic = topicId ? { topicId } : {};
  const closed = (topicId ? thread?.topics.find((one) => one.id === topicId)?.state : state) === 'closed';
  // Of somebody who never said a word there is nothing to be done yet.
  const wordless = thread?.topics.length === 0;
  const promised = thread ? thread.promise : row?.promise;
  const times = useTimeCommands({ threadId, topicId, promised: Boolean(promised), closed, wordless });
  useCommand('thread.reopen', () => act(threadId, { kind: 'reopen', ...topic }), closed && !wordless);
  useCommand('thread.mark-unread', () => act(threadId, { kind: 'unread' }), !wordless);
  useCommand('thread.profile', () => profile?.toggle(), profile !== undefined);

  // Where the thread is the whole page, its name is the title of the page.
  const Heading = onBack ? 'h1' : 'h2';
  return (
    <header className="@container flex flex-wrap min-h-14 shrink-0 items-center gap-3 border-b border-line bg-surface py-1.5 ps-4 pe-3 max-md:gap-1 max-md:ps-1 max-md:pe-1">
      {onBack ? (
        <IconButton label={t('action.back')} onPress={onBack}>
          <ArrowLeft className="size-5" aria-hidden />
        </IconButton>
      ) : null}
      <span className="max-md:hidden">
        <Avatar seed={threadId} name={name} photo={person && photoUrl(person)} />
      </span>
      <div className="min-w-0 flex-1 basis-36 max-md:basis-24">
        <Heading dir="auto" className="excerpt text-lg leading-5 font-semibold">
          {name}
        </Heading>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-ink-3">
          {waitingSince ? (
            <WaitChip since={waitingSince} words />
          ) : (
            <span>{wordless ? t('thread.wordless-state') : state ? t(`state.${state}`) : ''}</span>
          )}
          <HeldBy
            team={(topicId ? thread?.topics.find((one) => one.id === topicId) : (thread ?? row))?.team}
          />
          <Present threadId={threadId} look="line" />
          {thread && thread.topics.length > 1 ? (
            <span className="max-xl:hidden">{t('thread.topics', { count: thread.topics.length })}</span>
          ) : null}
        </p>
      </div>
      {wordless ? null : (
        <>
          <AssignMenu threadId={threadId} thread={thread} topic={topic} />
          {closed ? null : <HeaderButtons onSnooze={times.snooze} onHand={times.hand} />}
          <CloseButton
            closed={closed}
            topicOnly={Boolean(topicId)}
            onClose={times.close}
            onReopen={() => act(threadId, { kind: 'reopen', ...topic })}
          />
        </>
      )}
      <Suspense fallback={<span className="size-8 @max-2xl:hidden" />}>
        <FollowButton threadId={threadId} name={name} />
      </Suspense>
      <MoreMenu profile={profile} onUnread={() => act(threadId, { kind: 'unread' })} />
      {profile ? (
        <IconButton
          label={t('command.thread.profile')}
          command="thread.profile"
          onPress={profile.toggle}
          aria-expanded={profile.open}
          className="max-md:hidden"
        >
          <PanelRight className="size-4" aria-hidden />
        </IconButton>
      ) : null}
    </header>
  );
}

function HeldBy({ team }: { team: ThreadDetail['team'] | undefined }) {
  return team ? (
    <Suspense>
      <TeamChip team={team} />
    </Suspense>
  ) : null;
}

/** What the whole thread is marked with. */
export function MarkedWith({ tagIds = [] }: { tagIds: readonly string[] | undefined }) {
  return tagIds.length > 0 ? (
    <Suspense>
      <TagStrip ids={tagIds} />
    </Suspense>
  ) : null;
}

function HeaderButtons({ onSnooze, onHand }: { onSnooze(): void; onHand(): void }) {
  const choices = [
    { command: 'thread.snooze', icon: AlarmClock, onPress: onSnooze },
    { command: 'thread.hand', icon: UsersRound, onPress: onHand },
  ] as const;
  return choices.map(({ command, icon: Icon, onPress }) => (
    <IconButton
      key={command}
      label={t(`command.${command}`)}
      command={command}
      onPress={onPress}
      className="max-md:hidden"
    >
      <Icon className="size-4" aria-hidden />
    </IconButton>
  ));
}
