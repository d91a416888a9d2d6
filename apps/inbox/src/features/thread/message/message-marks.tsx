import type { MessageView } from '@filo/contracts/http';
import { BadgeCheck, ShieldQuestion, TriangleAlert } from 'lucide-react';
import { t, tOr } from '../../../i18n/t';
import { Chip } from '../../../ui/chip';
import type { ProofAnswer } from '../proof-answers';
import { proofReason } from '../../../ui/proof-reason';

/** Worth knowing, but no reason to doubt the message. */
const quiet: readonly string[] = ['no-message-id', 'unlisted', 'content-warning'];

function Mark({ mark }: { mark: MessageView['marks'][number] }) {
  const isQuiet = quiet.includes(mark.code);
  return (
    <Chip tone={isQuiet ? 'plain' : 'warn'} title={mark.text} wraps>
      {isQuiet ? null : <TriangleAlert className="size-3 shrink-0" aria-hidden />}
      {tOr(`mark.${mark.code}`, mark.text)}
    </Chip>
  );
}

interface MarksProps {
  message: MessageView;
  /** What the owner of its address said since. */
  ownerSaid?: ProofAnswer['said'] | undefined;
}

/** How sure we are of the author, and why; of whom is proven a sign is enough. */
function Proof({ message, ownerSaid }: MarksProps) {
  const { authorProof: proof, authorProofReason: reason } = message;
  if (message.direction !== 'inbound' || !proof) return null;
  const why = proofReason(reason);
  if (ownerSaid && proof !== 'proven')
    return (
      <Chip
        tone={ownerSaid === 'denied' ? 'danger' : 'plain'}
        title={[why, reason].filter(Boolean).join(' · ')}
        wraps
      >
        <ShieldQuestion className="size-3 shrink-0" aria-hidden />
        {t(`proof.${proof}-then-${ownerSaid}`)}
      </Chip>
    );
  const said = [t(`proof.${proof}`), ...(why === undefined ? [] : [why])].join(': ');
  if (proof === 'proven') {
    const label = why === undefined && reason ? `${said}: ${reason}` : said;
    return (
      <span
        role="img"
        aria-label={label}
        title={reason ? `${said} (${reason})` : said}
        className="text-ink-3"
      >
        <BadgeCheck className="size-3.5" aria-hidden />
      </span>
    );
  }
  return (
    <Chip tone={proof === 'failed' ? 'danger' : 'plain'} title={reason ?? undefined} wraps>
      <ShieldQuestion className="size-3 shrink-0" aria-hidden />
      {said}
    </Chip>
  );
}

/** A name that nobody has proven is told beside the message that gives it: it names no person anew. */
function SaidName({ name }: { name: string }) {
  return (
    <Chip tone="warn" wraps>
      <TriangleAlert className="size-3 shrink-0" aria-hidden />
      {t('proof.said-name', { name })}
    </Chip>
  );
}

/** What a reader must be told before they believe or answer a message. */
export function MessageMarks({ message, ownerSaid }: MarksProps) {
  return (
    <>
      {message.audience === 'public' ? <Chip tone="warn">{t('message.public')}</Chip> : null}
      {message.foundBy?.length ? (
        <Chip wraps>
          {t('listening.found-by', { names: message.foundBy.map(({ name }) => name).join(', ') })}
        </Chip>
      ) : null}
      <Proof message={message} ownerSaid={ownerSaid} />
      {message.saidName ? <SaidName name={message.saidName} /> : null}
      {message.class !== 'human' ? <Chip>{t(`class.${message.class}`)}</Chip> : null}
      {message.history ? <Chip title={t('message.history-title')}>{t('message.history')}</Chip> : null}
      {message.marks.map((mark) => (
        <Mark key={mark.code} mark={mark} />
      ))}
    </>
  );
}
