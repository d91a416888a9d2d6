import type { MessageView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { requestAnswer } from '../../../state/answer-requests';
import { isAnswerable } from './is-gone';

/** On a word of theirs: answers this one, whatever they said since. It stands back until the message is pointed at. */
export function ReplyHere({ message }: { message: MessageView }) {
  if (!isAnswerable(message)) return null;
  return (
    <button
      type="button"
      onClick={() => requestAnswer(message.id)}
      className="relative inline-flex min-h-6 items-center underline opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 max-md:opacity-100 max-md:before:absolute max-md:before:-inset-2.5"
    >
      {t('command.composer.reply-here')}
    </button>
  );
}
