import type { MessageMark } from '@filo/contracts';

/** What stands at words of ours that another program of ours said, once they are gone at their network. */
export const goneThereMark: MessageMark = {
  code: 'gone-there',
  text: 'This was deleted where it stood, not from here. What we said stays in this thread; it answers nobody any more.',
};

export const isGoneThere = (message: string): string =>
  `(${message}.marks @> '[{"code": "gone-there"}]'::jsonb)`;

/** Whether another program of ours said it: what was sent from here has a delivery, whose state says what became of it. */
export const isSaidElsewhere = (message: string): string =>
  `(not exists (select from delivery sent where sent.message_id in (${message}.id, ${message}.copy_of)))`;
