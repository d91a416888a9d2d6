import type { MessageView } from '@filo/contracts/http';
import { authorName } from '../../data/author-name';
import type { Draft } from '../../state/drafts/draft';

type Begins = NonNullable<Draft['begins']>;

/** `Fwd:` once, whatever stood there. Pure. */
export const forwardSubject = (subject: string | null): string => {
  const told = (subject ?? '').trim();
  return /^(fwd?|i|wg|tr)\s*:/i.test(told) ? told : `Fwd: ${told}`.trim();
};

/** What the draft of a forwarded message keeps: all files are chosen, those in the words always go along. Pure. */
export const forwarding = (message: MessageView): Pick<Begins, 'subject' | 'carries'> => {
  const files = message.attachments.filter(({ inline }) => !inline);
  return {
    subject: forwardSubject(message.subject).slice(0, 500),
    carries: {
      ...{ kind: 'forward', messageId: message.id, attachmentIds: files.map(({ id }) => id) },
      ...{ from: authorName(message).slice(0, 500), offered: files.map(({ id, name }) => ({ id, name })) },
    },
  };
};
