import type { MessageView } from '@filo/contracts/http';
import { BadgeCheck, ShieldQuestion, TriangleAlert, Undo2 } from 'lucide-react';
import { clockOfDay, fullWhen } from '../../../i18n/format';
import { readsServerWords, t, tOr } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { Chip } from '../../../ui/chip';
import { contentWarning } from './content-warning';
import { takenBack } from './taken-back';
import { editedCodes, EditedMark } from './edited-mark';
import type { ProofAnswer } from '../proof-answers';
import { knownChannel } from '../../../state/known-channels';
import { announcedMark } from '../../../ui/announced-words';
import { proofReason } from '../../../ui/proof-reason';

/** Worth knowing, but no reason to doubt the message. */
const quiet: readonly string[] = [
  ...['no-message-id', 'unlisted', 'content-warning', 'sensitive'],
  ...['possibly-sensitive', 'labelled'],
];

/** The sentence of whoever marked it; in other languages without what it counts. */
const inFull = ({ code, text }: MessageView['marks'][number]): string =>
  readsServerWords() ? text : tOr(`mark-why.${code}`, announcedMark(code, 'full') ?? text);

function Mark({ mark, message }: { mark: MessageView['marks'][number]; message: MessageView }) {
  const warning = mark.code === 'content-warning' ? contentWarning(message) : undefined;
  const isQuiet = quiet.includes(mark.code);
  const words = tOr(`mark.${mark.code}`, announcedMark(mark.code, 'short') ?? mark.text);
  if (editedCodes.includes(mark.code)) return <EditedMark message={message}>{words}</EditedMark>;
  return (
    <Chip tone={isQuiet ? 'plain' : 'warn'} title={inFull(mark)} wraps>
      {isQuiet ? null : <TriangleAlert className="size-3 shrink-0" aria-hidden />}
      {warning === undefined ? (
        words
      ) : (
        <span>
          {words}: <bdi>{warning}</bdi>
        </span>
      )}
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

/** Whether private words are the exception there, worth a chip; of mail and forms they are the rule. */
const isWrittenDirectly = (channel: string): boolean =>
  knownChannel(channel)?.abilities.directMessages ?? false;

/** What a reader must be told before they believe or answer a message. */
export function MessageMarks({ message, ownerSaid }: MarksProps) {
  const now = useNow();
  const back = takenBack(message);
  return (
    <>
      {back ? (
        <Chip title={fullWhen(back.at)} wraps>
          <Undo2 className="size-3 shrink-0" aria-hidden />
          {t('take-back.taken', { by: back.deletedBy ?? '', at: clockOfDay(back.at, now) })}
        </Chip>
      ) : null}
      {message.audience === 'public' ? <Chip tone="warn">{t('message.public')}</Chip> : null}
      {message.audience === 'private' && isWrittenDirectly(message.channel) ? (
        <Chip>{t('message.direct')}</Chip>
      ) : null}
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
        <Mark key={mark.code} mark={mark} message={message} />
      ))}
    </>
  );
}
