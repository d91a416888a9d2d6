import type { ListFilter } from '../../data/threads/list-filter';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { announce } from '../../state/announcer';
import { type FilterChoice, firstChoices, useFilterChoices } from './filter-choices';
import { toggled } from './filter-parts';

interface FilterKeysProps {
  filter: ListFilter;
  onFilter(filter: ListFilter): void;
}

/** The digits, each for one of the first filters that the dialog lists. */
export default function FilterKeys({ filter, onFilter }: FilterKeysProps) {
  const first = firstChoices(useFilterChoices(filter, ''));
  const toggle = (choice: FilterChoice) => {
    const next = toggled(filter, choice);
    const isOn = JSON.stringify(next).length > JSON.stringify(filter).length;
    onFilter(next);
    announce(t(isOn ? 'filter.on' : 'filter.off', { name: choice.name }));
  };
  return first.map((choice, index) => (
    <FilterKey key={index} digit={(index + 1) as Digit} onPress={() => toggle(choice)} />
  ));
}

type Digit = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

function FilterKey({ digit, onPress }: { digit: Digit; onPress(): void }) {
  useCommand(`filter.${digit}`, onPress);
  return null;
}
