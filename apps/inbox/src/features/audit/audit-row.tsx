import type { AuditEntryView } from '@filo/contracts/http';
import { Link } from '@tanstack/react-router';
import { mediumWhen } from '../../i18n/format';
import { t, tOr } from '../../i18n/t';
import { sayDetail } from './say-detail';

/** One line: when, who, what, and to whom. */
export function AuditRow({ entry }: { entry: AuditEntryView }) {
  const { at, by, kind } = entry;
  // What somebody did with their own account names nobody twice.
  const about = entry.about?.id === by?.id ? null : entry.about;
  const detail = sayDetail(entry);
  return (
    <li className="grid grid-cols-[10rem_9rem_1fr] items-baseline gap-x-4 px-4 py-2 max-md:grid-cols-[auto_1fr]">
      <time dateTime={at} className="text-sm text-ink-3 tabular">
        {mediumWhen(at)}
      </time>
      <span className="truncate text-sm text-ink-2">{by ? <bdi>{by.name}</bdi> : t('audit.by-filo')}</span>
      <span className="wrap-anywhere max-md:col-span-2">
        {/* A kind that a later release wrote has no words here yet. */}
        {tOr(`audit.kind.${kind}`, kind)}
        {about ? (
          <>
            {': '}
            <About about={about} />
          </>
        ) : null}
        {detail ? <span className="text-ink-3"> ({detail})</span> : null}
      </span>
    </li>
  );
}

function About({ about }: { about: NonNullable<AuditEntryView['about']> }) {
  const name = <bdi>{about.name || t('audit.nameless')}</bdi>;
  if (about.kind !== 'person') return name;
  return (
    <Link to="/people/$id" params={{ id: about.id }} className="text-accent underline underline-offset-2">
      {name}
    </Link>
  );
}
