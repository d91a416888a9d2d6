import type { FoundPerson } from '@filo/contracts/http';
import { photoUrl } from '../../data/photo-url';
import { Avatar } from '../../ui/avatar';
import { KnownByLine } from '../../ui/known-by-line';
import { foundId } from './found-items';
import { optionLook } from './option-look';
import { Pickable, usePickedHere } from './pickable';

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
  const picked = usePickedHere(person.id);
  return (
    <div
      id={foundId(`person ${person.id}`)}
      role="option"
      aria-selected={active}
      {...(picked !== undefined && { 'aria-checked': picked })}
      onClick={onOpen}
      className={optionLook(active, picked)}
    >
      <Pickable personId={person.id}>
        <Avatar seed={person.id} name={person.name} photo={photoUrl(person)} />
      </Pickable>
      <span className="min-w-0 flex-1">
        <bdi className="block excerpt font-medium">{person.name}</bdi>
        <span className="block truncate text-sm text-ink-2">
          <KnownByLine person={person} />
        </span>
      </span>
    </div>
  );
}
