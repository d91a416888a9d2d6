import type { MessageView } from '@filo/contracts/http';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { askCarry } from '../../../state/carry-requests';

const look =
  'relative inline-flex min-h-6 items-center underline opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 max-md:opacity-100 max-md:before:absolute max-md:before:-inset-2.5';

/** Lets a message go to somebody else; a mail of ours also once more to a corrected address. */
export default function CarryActs({ message }: { message: MessageView }) {
  const isOurMail =
    message.direction === 'outbound' && message.channel === 'email' && message.author.type === 'agent';
  return (
    <>
      <button
        type="button"
        data-forward
        className={look}
        onClick={() => askCarry({ kind: 'forward', message })}
      >
        {t('command.composer.forward')}
      </button>
      {isOurMail ? (
        <button
          type="button"
          data-resend
          className={look}
          onClick={() => askCarry({ kind: 'resend', message })}
        >
          {t('command.composer.resend')}
        </button>
      ) : null}
    </>
  );
}
