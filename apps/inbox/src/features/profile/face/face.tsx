import type { PersonDetail } from '@filo/contracts/http';
import { photoUrl } from '../../../data/photo-url';
import { dateOnly } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { Avatar } from '../../../ui/avatar';
import { LocalTime } from './local-time';
import { PhotoButtons } from './photo-buttons';
import { sourceName } from './source-name';

/** The photo, the name, and what time it is where they are. */
export function Face({ person }: { person: PersonDetail }) {
  return (
    <div className="flex flex-col items-center gap-2 pt-2 text-center">
      <Avatar seed={person.id} name={person.name} size="large" photo={photoUrl(person)} />
      {person.photoSource ? (
        <p className="text-xs text-ink-3">
          {t('profile.photo-from', { source: sourceName(person.photoSource) })}
        </p>
      ) : null}
      <PhotoButtons person={person} />
      <h2 className="text-lg font-semibold wrap-anywhere">
        <bdi>{person.name}</bdi>
      </h2>
      {person.timeZone ? <LocalTime timeZone={person.timeZone} /> : null}
      <p className="text-sm text-ink-3">{t('profile.since', { at: dateOnly(person.firstSeenAt) })}</p>
    </div>
  );
}
