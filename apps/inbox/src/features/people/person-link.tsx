import type { FoundPerson } from '@filo/contracts/http';
import { Link } from '@tanstack/react-router';
import { photoUrl } from '../../data/photo-url';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Avatar } from '../../ui/avatar';
import { KnownByLine } from '../../ui/known-by-line';

/** One person in the list, and the way to their profile. */
export function PersonLink({ person }: { person: FoundPerson }) {
  const now = useNow();
  const more = person.identities.length - 1;
  return (
    <li>
      <Link
        to="/people/$id"
        params={{ id: person.id }}
        className="focus-inset flex min-h-14 items-center gap-3 border-b border-line px-2 py-2 hover:bg-hover"
      >
        <Avatar seed={person.id} name={person.name} photo={photoUrl(person)} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block excerpt font-medium">
            <bdi>{person.name}</bdi>
          </span>
          <span className="flex flex-wrap gap-x-1 text-sm text-ink-3">
            <span className="min-w-0 truncate">
              <KnownByLine person={person} />
            </span>
            {more > 0 && !person.matched ? <span>{t('people.more-addresses', { count: more })}</span> : null}
          </span>
        </span>
        {person.lastAt ? (
          <span className="shrink-0 text-xs text-ink-3 tabular">{shortWhen(person.lastAt, now)}</span>
        ) : null}
      </Link>
    </li>
  );
}
