import type { ActionView, MessagePage, MessageView, PointerView } from '@filo/contracts/http';
import { calendarDays } from '../../i18n/format';
import type { JoinedMoment } from './joined-moments';
import { ownerSaid, within, type ProofAnswer } from './proof-answers';

export type TimelineEntry =
  | { type: 'day'; key: string; at: string }
  | { type: 'gap'; key: string; days: number }
  | { type: 'read-marker'; key: string }
  | { type: 'message'; key: string; message: MessageView; ownerSaid?: ProofAnswer['said'] | undefined }
  | { type: 'pointer'; key: string; pointer: PointerView }
  | { type: 'answer'; key: string; answer: ProofAnswer }
  | { type: 'joined'; key: string; joined: JoinedMoment }
  | { type: 'actions'; key: string; actions: ActionView[] };

type Moment =
  | { at: string; type: 'message'; message: MessageView }
  | { at: string; type: 'pointer'; pointer: PointerView }
  | { at: string; type: 'answer'; answer: ProofAnswer }
  | { at: string; type: 'joined'; joined: JoinedMoment }
  | { at: string; type: 'action'; action: ActionView };

export interface TimelineOptions {
  /** Only this topic; null shows everything. */
  topicId: string | null;
  /** What came after this instant is new to the reader; null draws no marker. */
  readUntil: string | null;
  /** What was said to one-time links. */
  answers?: readonly ProofAnswer[];
  /** When invitations joined. */
  joins?: readonly JoinedMoment[];
}

const gapDays = 3;

function moments(
  pages: readonly MessagePage[],
  { topicId, answers = [], joins = [] }: TimelineOptions,
): Moment[] {
  const inTopic = (id: string | null) => topicId === null || id === topicId;
  const all: Moment[] = pages.flatMap((page) => [
    ...page.items
      .filter(({ topicId: own, copyTopicIds }) => inTopic(own) || copyTopicIds.some(inTopic))
      .map((message) => ({ at: message.sortAt, type: 'message' as const, message })),
    ...page.actions
      .filter((action) => inTopic(action.topicId))
      .map((action) => ({ at: action.at, type: 'action' as const, action })),
    ...(topicId === null ? page.pointers : []).map((pointer) => ({
      at: pointer.sortAt,
      type: 'pointer' as const,
      pointer,
    })),
  ]);
  const [oldest, newest] = [pages[0], pages.at(-1)];
  const loaded = {
    from: oldest?.next == null ? undefined : oldest.items[0]?.sortAt,
    until: newest?.previous == null ? undefined : newest.items.at(-1)?.sortAt,
  };
  // They belong to no topic.
  if (topicId === null && pages.length > 0)
    all.push(
      ...within(answers, loaded).map((answer) => ({ at: answer.at, type: 'answer' as const, answer })),
      ...within(joins, loaded).map((joined) => ({ at: joined.at, type: 'joined' as const, joined })),
    );
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/**
 * Puts everything said and done into one line of time: day separators, gaps of silence, the mark where the reader stopped,
 * and actions of one burst gathered into one line.
 */
export function buildTimeline(pages: readonly MessagePage[], options: TimelineOptions): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let previousAt: string | undefined;
  let marked = options.readUntil === null;
  for (const moment of moments(pages, options)) {
    if (!previousAt || calendarDays(new Date(previousAt), new Date(moment.at)) !== 0) {
      const quiet = previousAt ? calendarDays(new Date(previousAt), new Date(moment.at)) : 0;
      if (quiet > gapDays) entries.push({ type: 'gap', key: `gap ${moment.at}`, days: quiet });
      entries.push({ type: 'day', key: `day ${moment.at.slice(0, 10)} ${entries.length}`, at: moment.at });
    }
    previousAt = moment.at;
    if (moment.type === 'message') {
      const isNews = moment.message.direction === 'inbound';
      if (!marked && isNews && options.readUntil !== null && moment.at > options.readUntil) {
        entries.push({ type: 'read-marker', key: 'read-marker' });
        marked = true;
      }
      const said = ownerSaid(moment.message, options.answers ?? []);
      entries.push({ type: 'message', key: moment.message.id, message: moment.message, ownerSaid: said });
    } else if (moment.type === 'answer') {
      entries.push({ type: 'answer', key: `answer ${moment.answer.proof.id}`, answer: moment.answer });
    } else if (moment.type === 'joined') {
      entries.push({ type: 'joined', key: `joined ${moment.joined.id}`, joined: moment.joined });
    } else if (moment.type === 'pointer') {
      const key = `${moment.pointer.messageId} ${moment.pointer.role}`;
      entries.push({ type: 'pointer', key, pointer: moment.pointer });
    } else {
      const last = entries.at(-1);
      if (last?.type === 'actions') last.actions.push(moment.action);
      else entries.push({ type: 'actions', key: moment.action.id, actions: [moment.action] });
    }
  }
  return entries;
}

/** Where reading goes on: behind our own last word, when this browser has not shown the thread before. */
export function unreadSince(pages: readonly MessagePage[], seenAt: string | undefined): string {
  if (seenAt !== undefined) return seenAt;
  const ours = pages
    .flatMap((page) => page.items)
    .filter((message) => message.direction !== 'inbound')
    .map((message) => message.sortAt)
    .sort();
  return ours.at(-1) ?? '';
}
