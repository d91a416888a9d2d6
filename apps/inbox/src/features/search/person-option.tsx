import type { FoundPerson } from '@filo/contracts/http';
import { photoUrl } from '../../data/photo-url';
import { Avatar } from '../../ui/avatar';
import { KnownByLine } from '../../ui/known-by-line';
import { foundId } from './found-items';
import { optionLook } from './option-look';

/** A person that was found. */
export function PersonOption({
  person,
  active,
  onOpen,
}: {
  person: FoundPerson;
  active: boolean;
  onOpen(): void;
}) {
  return (
    <div
      id={foundId(`person ${person.id}`)}
      role="option"
      aria-selected={active}
      onClick={onOpen}
      className={optionLook(active)}
    >
      <Avatar seed={person.id} name={person.name} photo={photoUrl(person)} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{person.name}</bdi>
        <span className="block truncate text-sm text-ink-2">
          <KnownByLine person={person} />
        </span>
      </span>
    </div>
  );
}
