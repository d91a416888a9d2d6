import { useState } from 'react';
import { MenuItem } from 'react-aria-components';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { SearchMenu } from '../../ui/search-menu';

export interface Choice {
  id: string;
  name: string;
}

interface ChooseOneProps {
  label: string;
  choices: readonly Choice[];
  onChoose(id: string): void;
}

/** One of several by a part of its name. */
export function ChooseOne({ label, choices, onChoose }: ChooseOneProps) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  return (
    <SearchMenu
      label={label}
      placeholder={label}
      text={text}
      onText={setText}
      empty={t('bulk.none-found')}
      className="min-h-40"
    >
      {choices
        .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
        .map(({ id, name }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={name}
            onAction={() => onChoose(id)}
            className="flex min-h-11 items-center rounded-control px-3 py-1.5 outline-none data-[focused]:bg-selected"
          >
            <bdi className="min-w-0 truncate">{name}</bdi>
          </MenuItem>
        ))}
    </SearchMenu>
  );
}
