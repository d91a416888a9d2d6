import type { Heard } from '@filo/connector';
import { messageTextMax, type MessageReceivedInput } from '@filo/contracts';
import { typedOf } from '../../../typed-text.js';
import type { XMedia, XMessage, XUser } from '../client/x-answers.js';
import { heardOf, identityOf } from './heard-post.js';
import { messageThreadingIdOf, saidAt } from './post-ids.js';
import { textOfMessage, typedInMessage } from './post-text.js';

export interface ReadMessage {
  message: XMessage;
  us: XUser;
  users: readonly XUser[];
  history: boolean;
  /** What it shows, and of that what could be fetched. */
  media: readonly XMedia[];
  attachments: MessageReceivedInput['attachments'];
  /** The id of the message of ours that this is. */
  ourMessage?: string | undefined;
}

/** How core knows a direct message. */
export const messageIdOf = ({ id }: Pick<XMessage, 'id'>): string => `dm:${id}`;

/** A direct message, from somebody or from us; undefined where X does not say from whom. */
export const heardMessage = (read: ReadMessage): Heard | undefined => {
  const { message, us, users, history, ourMessage } = read;
  const person = (id: string) => identityOf(users.find((user) => user.id === id) ?? { id });
  const { sender_id: senderId } = message;
  if (senderId === undefined) return undefined;
  const isOurs = senderId === us.id;
  const author = person(senderId);
  const other = otherOf(message, us.id);
  const text = textOfMessage(message).slice(0, messageTextMax);
  return heardOf({
    externalId: messageIdOf(message),
    direction: isOurs ? 'outbound' : 'inbound',
    history,
    class: 'human',
    author,
    authorProof: { verdict: 'proven', reason: 'x-account' },
    audience: 'private',
    participants: isOurs && other !== undefined ? [{ identity: person(other), role: 'to' }] : [],
    replyTo: author,
    text,
    newText: text,
    ...typedOf(text, typedInMessage(message)),
    attachments: read.attachments,
    sortAt: saidAt(message),
    threadingId: ourMessage ?? messageThreadingIdOf(message.id),
    marks: marksOf(read, other === undefined),
    arrival: { via: 'api' },
  });
};

/** With whom we talk; undefined in a group. */
export const otherOf = (
  { dm_conversation_id, sender_id }: Pick<XMessage, 'dm_conversation_id' | 'sender_id'>,
  ourId: string,
): string | undefined => {
  const both = /^(\d+)-(\d+)$/.exec(dm_conversation_id ?? '');
  if (both === null) return dm_conversation_id === undefined && sender_id !== ourId ? sender_id : undefined;
  return both[1] === ourId ? both[2] : both[1];
};

/** A video stands there for nobody but its two people: of it we have a picture at most. */
const isAllHere = ({ message, media, attachments }: ReadMessage): boolean =>
  media.length === (message.attachments?.media_keys.length ?? 0) &&
  attachments.length === media.length &&
  media.every(({ type }) => type === 'photo');

const marksOf = (read: ReadMessage, inGroup: boolean) => [
  ...(inGroup
    ? [{ code: 'group-message', text: 'Written in a group at X. An answer goes to its author alone.' }]
    : []),
  ...(!isAllHere(read)
    ? [{ code: 'picture-not-fetched', text: 'A picture or video of this message can be seen at X.' }]
    : []),
];
