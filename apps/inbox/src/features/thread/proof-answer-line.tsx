import { BadgeCheck, UserX } from 'lucide-react';
import { clock, fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { ProofAnswer } from './proof-answers';

/** The moment at which somebody said by a one-time link that an address is theirs, or is not. */
export function ProofAnswerLine({ answer, name }: { answer: ProofAnswer; name: string }) {
  const { said, at, proof } = answer;
  const Icon = said === 'confirmed' ? BadgeCheck : UserX;
  const words = t(`timeline.${said}-${proof.purpose}`, {
    name,
    key: proof.identity.key,
    other: proof.other?.key ?? '',
  });
  return (
    <li className="flex items-start gap-2 py-1.5 ps-11 text-sm text-ink-2 max-md:ps-9">
      <Icon
        className={`mt-0.5 size-3.5 shrink-0 ${said === 'confirmed' ? 'text-ok' : 'text-danger'}`}
        aria-hidden
      />
      <span className="min-w-0 flex-1 wrap-anywhere" dir="auto">
        {words}
      </span>
      <time dateTime={at} title={fullWhen(at)} className="text-xs text-ink-3 tabular">
        {clock(at)}
      </time>
    </li>
  );
}
