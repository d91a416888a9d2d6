import type { MessageView } from '@filo/contracts/http';
import { ShieldQuestion, TriangleAlert } from 'lucide-react';
import { t } from '../../../i18n/t';
import { Chip } from '../../../ui/chip';

const markWord = (code: string, text: string): string => {
  const word = t(`mark.${code}`);
  return word === `mark.${code}` ? text : word;
};

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
        <Chip key={mark.code} tone="warn" title={mark.text}>
          <TriangleAlert className="size-3" aria-hidden />
          {markWord(mark.code, mark.text)}
        </Chip>
      ))}
    </>
  );
}
