import type {
  DraftView,
  MessageCreated,
  NoteCreate,
  PrivateWords,
  ReplyCreate,
  ThreadChanged,
} from '@filo/contracts/http';
import { ApiError, hasCode } from '../../data/api/api-error';
import { request } from '../../data/api/request';
import type { Draft, DraftMode } from '../../state/drafts/draft';
import type { PrivateRefusal } from '../../state/drafts/private-refusals';
import { picturesIn } from '../../state/drafts/rich-text';

export type SendOutcome =
  | { type: 'sent'; created: MessageCreated }
  /** It waits for a colleague's OK. */
  | { type: 'asked' }
  /** It waits for its time. */
  | { type: 'scheduled'; view: DraftView }
  /** The thread has moved on since the writer looked; nothing was sent. */
  | { type: 'changed'; changed: ThreadChanged }
  /** It would tell everybody what is private; nothing was sent until the agent says that it goes all the same. */
  | { type: 'private'; refusal: PrivateRefusal }
  /** Refused: nothing was sent, and the draft may go out again under a new key. */
  | { type: 'refused'; error: ApiError }
  /** No answer: it may have been sent. Sending again under the same key sends once. */
  | { type: 'unknown'; error: unknown };

export interface SendOrder {
  threadId: string;
  topicId: string | null;
  mode: DraftMode;
  draft: Draft;
  /** The thread version that the writer has seen. */
  version: number;
  close: boolean;
  /** A colleague reads it before it leaves. */
  askOk: boolean;
  /** When it leaves; undefined: at once. */
  sendAt?: string | undefined;
  /** What is private and goes out in public all the same. */
  sayAnyway?: readonly string[] | undefined;
}

/** Its words with their formatting; what makes them comes with the editor, without which nothing is formatted. */
const htmlOf = async ({ doc, pictures }: Draft): Promise<string | undefined> =>
  doc ? (await import('./rich/mail-html')).mailHtml(doc, (id) => pictures[id]?.id) : undefined;

/** A reply or note as the server takes it. */
export function bodyOf(
  { draft, mode, topicId, close, askOk, sayAnyway }: SendOrder,
  html?: string,
): ReplyCreate | NoteCreate {
  const { answersMessageId, begins } = draft;
  // A message that is named may stand in another topic than the one on the screen; its own is that of the answer.
  const answers = mode === 'reply' && answersMessageId !== null ? { answersMessageId } : undefined;
  const place = answers ?? (topicId ? { topicId } : {});
  const topic = mode === 'reply' && begins ? { begins: begunOf(begins) } : place;
  if (mode === 'note') return { text: draft.text.trim(), ...topic, ...namedIn(draft) };
  const attachments = [...draft.attachments.map((file) => file.id), ...pictureUploads(draft)];
  return {
    text: draft.text.trim(),
    ...(html === undefined ? {} : { html }),
    ...topic,
    ...(draft.writtenFor ? { writtenFor: draft.writtenFor.audience } : {}),
    ...(draft.accountId ? { accountId: draft.accountId } : {}),
    ...(draft.to ? { to: draft.to } : {}),
    ...(draft.cc.length ? { cc: draft.cc } : {}),
    ...(attachments.length ? { attachments } : {}),
    ...altsOf(draft),
    ...(draft.split ? { split: true } : {}),
    ...(draft.asWritten ? { asWritten: true } : {}),
    ...(draft.promise ? { promise: draft.promise } : {}),
    ...besideWordsOf(draft),
    ...(sayAnyway ? { sayAnyway: [...sayAnyway] } : {}),
    ...(close ? { close: true } : {}),
    ...(askOk ? {} : { undo: true }),
  };
}

/** Whom a note names by what still stands in it. */
const namedIn = ({ text, mentions }: Draft): Pick<NoteCreate, 'mentions'> => {
  const named = (mentions ?? []).filter(({ name }) => text.includes(`@${name}`));
  return named.length > 0 ? { mentions: named.map(({ type, id }) => ({ type, id })) } : {};
};

/** What of a begun matter the server needs; the rest is for whoever looks at the draft. */
const begunOf = ({ identityId, subject, carries }: NonNullable<Draft['begins']>) => ({
  ...{ identityId, subject: subject.trim() },
  ...(carries && {
    carries: { kind: carries.kind, messageId: carries.messageId, attachmentIds: carries.attachmentIds },
  }),
});

const besideWordsOf = ({
  readers,
  contentWarning,
  language,
  signature,
  noCard,
}: Draft): Partial<ReplyCreate> => ({
  ...(readers === null ? {} : { readers }),
  ...(contentWarning === null ? {} : { contentWarning: contentWarning.trim() }),
  ...(language === null ? {} : { language }),
  ...(signature == null ? {} : { signature }),
  ...(noCard ? { noCard } : {}),
});

/** What is said of pictures that are still there. */
const altsOf = ({ alts, attachments }: Draft): Pick<ReplyCreate, 'alts'> => {
  const said = attachments.flatMap(({ id }) =>
    alts[id] === undefined ? [] : [[id, alts[id].trim()] as const],
  );
  return said.length > 0 ? { alts: Object.fromEntries(said) } : {};
};

/** The uploads that the text shows, each once. */
const pictureUploads = ({ doc, pictures }: Draft): string[] => [
  ...new Set(picturesIn(doc).flatMap((id) => pictures[id]?.id ?? [])),
];

/** Hands a draft to the server, once, and only if the thread is as the writer saw it. */
export async function sendDraft(order: SendOrder): Promise<SendOutcome> {
  const { threadId, mode, draft, version, askOk, sendAt } = order;
  try {
    const body = bodyOf(order, mode === 'reply' ? await htmlOf(draft) : undefined);
    if (sendAt !== undefined) {
      const { scheduleDraft } = await import('./later/schedule-draft');
      return {
        type: 'scheduled',
        view: await scheduleDraft({ ...order, sendAt, body: body as ReplyCreate }),
      };
    }
    const created = await request<MessageCreated>(
      `/threads/${threadId}/${mode === 'note' ? 'notes' : askOk ? 'ok-requests' : 'replies'}`,
      {
        method: 'POST',
        body,
        headers: {
          'idempotency-key': draft.key,
          ...(mode === 'reply' ? { 'if-match': String(version) } : {}),
        },
      },
    );
    return mode === 'reply' && askOk ? { type: 'asked' } : { type: 'sent', created };
  } catch (error) {
    if (hasCode(error, 'thread-changed')) return { type: 'changed', changed: error.body as ThreadChanged };
    if (hasCode(error, 'private-words'))
      return {
        type: 'private',
        refusal: { found: (error.body as PrivateWords).found, close: order.close, sendAt },
      };
    if (error instanceof ApiError && error.problem.status < 500) return { type: 'refused', error };
    return { type: 'unknown', error };
  }
}
