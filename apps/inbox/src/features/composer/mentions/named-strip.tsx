import { EyeOff, X } from 'lucide-react';
import { t } from '../../../i18n/t';
import { cx } from '../../../ui/class-names';
import type { Candidate } from './find-mentions';

const sayOf = ({ type, name, reaches, members = 0, unseeing = 0 }: Candidate): string => {
  if (type === 'agent') return t(reaches ? 'mentions.told' : 'mentions.cannot-read', { name });
  if (!reaches) return t('mentions.team-cannot-read', { name });
  const told = t('mentions.team-told', { name, count: members - unseeing });
  return unseeing > 0 ? `${told} ${t('mentions.team-some', { count: unseeing })}` : told;
};

/** Said before the note is saved: who will be told of it, and who will not since they may not read the thread. */
export function NamedStrip({
  named,
  onRemove,
}: {
  named: readonly Candidate[];
  onRemove(mention: Candidate): void;
}) {
  if (named.length === 0) return null;
  return (
    <ul aria-label={t('mentions.label')} className="flex flex-wrap gap-1.5 px-3 pb-1.5">
      {named.map((one) => (
        <li
          key={`${one.type} ${one.id}`}
          className={cx(
            'inline-flex min-h-7 items-center gap-1 rounded-control ps-2 text-xs',
            one.reaches && !one.unseeing ? 'bg-surface text-ink-2' : 'bg-warn-bg text-warn',
          )}
        >
          {one.reaches ? null : <EyeOff className="size-3.5 shrink-0" aria-hidden />}
          <bdi className="wrap-anywhere">{sayOf(one)}</bdi>
          <button
            type="button"
            aria-label={t('mentions.remove', { name: one.name })}
            onClick={() => onRemove(one)}
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-control hover:bg-hover max-md:size-11"
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
