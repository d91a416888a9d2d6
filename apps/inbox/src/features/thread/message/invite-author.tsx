import type { MessageView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { requestInvitation } from '../../../state/invite-requests';
import { isGone } from './is-gone';

/** On a public word of theirs: asks its author to go on in private. It stands back until the message is pointed at. */
export function InviteAuthor({ message }: { message: MessageView }) {
  if (message.audience !== 'public' || message.direction !== 'inbound') return null;
  // Its author took it back: there is nothing to go on about.
  if (isGone(message)) return null;
  return (
    <button
      type="button"
      onClick={() => requestInvitation(message.id)}
      className="relative inline-flex min-h-6 items-center underline opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 max-md:opacity-100 max-md:before:absolute max-md:before:-inset-2.5"
    >
      {t('command.composer.invite')}
    </button>
  );
}
