import { useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { MenuItem } from 'react-aria-components';
import { peopleQuery } from '../../data/people';
import { photoUrl } from '../../data/photo-url';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/avatar';
import { Chip } from '../../ui/chip';
import { ProblemStrip } from '../../ui/problem-strip';
import { SearchMenu } from '../../ui/search-menu';
import { type Addressee, addresseesOf } from './addressees';

interface ChooseAddresseeProps {
  isPending: boolean;
  onChoose(address: string): void;
}

/** People first, by any word that finds them; then the address as it was typed, which may be nobody's yet. */
export function ChooseAddressee({ isPending, onChoose }: ChooseAddresseeProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found, error, isFetching } = useQuery(peopleQuery(asked));
  const choices = asked ? addresseesOf(found?.items ?? [], asked) : [];
  const empty =
    asked === '' ? 'new-message.hint' : isFetching ? 'new-message.searching' : 'new-message.nobody';
  return (
    <>
      {error ? (
        <div className="p-3">
          <ProblemStrip error={error} />
        </div>
      ) : null}
      <SearchMenu
        label={t('new-message.search')}
        placeholder={t('new-message.search')}
        text={text}
        onText={setText}
        empty={t(empty)}
        className="min-h-40"
      >
        {choices.map((choice) => (
          <MenuItem
            key={choice.id}
            id={choice.id}
            textValue={choice.address}
            isDisabled={isPending}
            onAction={() => onChoose(choice.address)}
            className="flex min-h-11 items-center gap-3 rounded-control px-3 py-1.5 outline-none data-[focused]:bg-selected"
          >
            <Choice choice={choice} />
          </MenuItem>
        ))}
      </SearchMenu>
    </>
  );
}

function Choice({ choice }: { choice: Addressee }) {
  if (choice.person === null)
    return (
      <>
        <Mail className="size-5 shrink-0 text-ink-3" aria-hidden />
        <span className="min-w-0 truncate">{t('new-message.to-address', { address: choice.address })}</span>
      </>
    );
  const { person, address, isBlocked } = choice;
  return (
    <>
      <Avatar seed={person.id} name={person.name} size="small" photo={photoUrl(person)} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block excerpt font-medium">
          <bdi>{person.name}</bdi>
        </span>
        <span className="block truncate text-sm text-ink-3">
          <bdi>{address}</bdi>
        </span>
      </span>
      {isBlocked ? <Chip tone="warn">{t('new-message.blocked')}</Chip> : null}
    </>
  );
}
