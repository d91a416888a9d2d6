import type { MessageView } from '@filo/contracts/http';
import { ShieldQuestion, TriangleAlert } from 'lucide-react';
import { t, tOr } from '../../../i18n/t';
import { Chip } from '../../../ui/chip';

/** Worth knowing, but no reason to doubt the message. */
const quiet: readonly string[] = ['no-message-id'];

function Mark({ mark }: { mark: MessageView['marks'][number] }) {
  const isQuiet = quiet.includes(mark.code);
  return (
    <Chip tone={isQuiet ? 'plain' : 'warn'} title={mark.text} wraps>
      {isQuiet ? null : <TriangleAlert className="size-3 shrink-0" aria-hidden />}
      {tOr(`mark.${mark.code}`, mark.text)}
    </Chip>
  );
}

/** What a reader must be told before they believe or answer a message. */
export function MessageMarks({ message }: { message: MessageView }) {
  const proof = message.direction === 'inbound' ? message.authorProof : null;
  return (
    <>
      {message.audience === 'public' ? <Chip tone="warn">{t('message.public')}</Chip> : null}
      {proof && proof !== 'proven' ? (
        <Chip tone={proof === 'failed' ? 'danger' : 'plain'} title={message.authorProofReason ?? undefined}>
          <ShieldQuestion className="size-3" aria-hidden />
          {t(proof === 'failed' ? 'proof.failed' : 'proof.claimed')}
        </Chip>
      ) : null}
      {message.class !== 'human' ? <Chip>{t(`class.${message.class}`)}</Chip> : null}
      {message.history ? <Chip title={t('message.history-title')}>{t('message.history')}</Chip> : null}
      {message.marks.map((mark) => (
        <Mark key={mark.code} mark={mark} />
      ))}
    </>
  );
}
