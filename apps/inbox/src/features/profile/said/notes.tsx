import type { PersonDetail } from '@filo/contracts/http';
import { shortWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { AddNote } from './add-note';
import { Section } from '../section';

/** The newest notes of the thread: what the team wrote down for itself. */
export function Notes({ person }: { person: PersonDetail }) {
  const now = useNow();
  return (
    <Section title={t('profile.notes')}>
      <ul className="space-y-2">
        {person.notes.map((note) => (
          <li
            key={note.id}
            className="rounded-input border border-dashed border-note-ink bg-note px-3 py-2 text-note-ink"
          >
            <p className="line-clamp-6 whitespace-pre-wrap wrap-anywhere" dir="auto">
              {note.text}
            </p>
            <p className="mt-0.5 text-xs">
              <bdi>{note.author?.name}</bdi> · {shortWhen(note.at, now)}
            </p>
          </li>
        ))}
      </ul>
      <AddNote personId={person.id} />
    </Section>
  );
}
