import type { MessageView } from '@filo/contracts/http';

const goneMarks: readonly string[] = ['deleted-by-author', 'removed-by-retention', 'erased'];

/** Whether its words were taken out: nobody can read any more what would be answered. */
export const isGone = ({ marks }: Pick<MessageView, 'marks'>): boolean =>
  marks.some(({ code }) => goneMarks.includes(code));

/** Whether an answer to this very message may be begun. */
export const isAnswerable = (message: Pick<MessageView, 'direction' | 'marks'>): boolean =>
  message.direction === 'inbound' && !isGone(message);
