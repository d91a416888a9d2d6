import { Check } from 'lucide-react';
import { useRef, useState } from 'react';
import { Header, MenuItem, MenuSection, type Selection } from 'react-aria-components';
import { type ListFilter, severalOf } from '../../data/threads/list-filter';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Dialog } from '../../ui/dialog';
import { KeyCaps } from '../../ui/key-caps';
import { SearchMenu } from '../../ui/search-menu';
import { TeamDot } from '../../ui/team-name';
import { type ChoiceGroup, type FilterChoice, firstChoices, useFilterChoices } from './filter-choices';
import { type FilterKind, isSeveral, toggled } from './filter-parts';

interface FilterDialogProps {
  filter: ListFilter;
  /** `again`: it goes on with what was just chosen. */
  onFilter(filter: ListFilter, again: boolean): void;
  onClose(): void;
}

/** What a list is narrowed to: everything by a part of its name, several at once, seen behind it at once. */
export default function FilterDialog({ filter, onFilter, onClose }: FilterDialogProps) {
  const [text, setText] = useState('');
  const groups = useFilterChoices(filter, text);
  const withDigits = firstChoices(useFilterChoices(filter, ''));
  const chosenBefore = useRef(false);
  const choose = (kind: FilterKind, keys: Selection) => {
    if (keys === 'all') return;
    const [was, now] = [chosenIn(filter, kind), [...keys].map(String)];
    const value = now.find((key) => !was.includes(key)) ?? was.find((key) => !now.includes(key));
    if (value === undefined) return;
    onFilter(toggled(filter, { kind, value }), chosenBefore.current);
    chosenBefore.current = true;
  };
  return (
    <Dialog title={t('filter.title')} isOpen onClose={onClose}>
      <SearchMenu
        label={t('filter.search')}
        placeholder={t('filter.search')}
        text={text}
        onText={setText}
        empty={t('filter.none-found')}
        className="min-h-40"
      >
        {groups.map((group) => (
          <ChoiceSection
            key={group.kind}
            group={group}
            filter={filter}
            digitOf={(choice) =>
              withDigits.findIndex((one) => one.kind === choice.kind && one.value === choice.value) + 1
            }
            onChoose={choose}
          />
        ))}
      </SearchMenu>
      <div className="flex justify-end gap-2 border-t border-line p-3">
        {Object.keys(filter).length > 0 ? (
          <Button onPress={() => onFilter({}, chosenBefore.current)}>{t('filter.drop-all')}</Button>
        ) : null}
        <Button tone="primary" onPress={onClose}>
          {t('filter.done')}
        </Button>
      </div>
    </Dialog>
  );
}

const chosenIn = (filter: ListFilter, kind: FilterKind): string[] =>
  isSeveral(kind)
    ? severalOf(filter[kind] as string | undefined)
    : [filter[kind]].filter((value) => value !== undefined).map(String);

interface ChoiceSectionProps {
  group: ChoiceGroup;
  filter: ListFilter;
  /** By which key it is chosen on the page; 0: by none. */
  digitOf(choice: FilterChoice): number;
  onChoose(kind: FilterKind, keys: Selection): void;
}

function ChoiceSection({ group: { kind, choices }, filter, digitOf, onChoose }: ChoiceSectionProps) {
  const chosen = new Set(chosenIn(filter, kind));
  return (
    <MenuSection
      selectionMode={isSeveral(kind) ? 'multiple' : 'single'}
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChoose(kind, keys)}
    >
      <Header className="px-3 pt-2 pb-1 text-xs font-medium text-ink-3">{t(`filter.${kind}`)}</Header>
      {choices.map((choice) => (
        <MenuItem
          key={choice.value}
          id={choice.value}
          textValue={choice.name}
          className="flex min-h-9 items-center gap-3 rounded-control px-3 text-base outline-none data-[focused]:bg-selected max-md:min-h-11"
        >
          <Check
            className={chosen.has(choice.value) ? 'size-4 text-accent' : 'size-4 opacity-0'}
            aria-hidden
          />
          <ChoiceMark choice={choice} />
          <bdi className="min-w-0 truncate">{choice.name}</bdi>
          {digitOf(choice) > 0 ? (
            <span className="ms-auto text-ink-3">
              <KeyCaps keys={[String(digitOf(choice))]} />
            </span>
          ) : null}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

function ChoiceMark({ choice: { kind, value, colour } }: { choice: FilterChoice }) {
  if (kind === 'channel') return <ChannelGlyph channel={value} />;
  return colour === undefined ? null : <TeamDot colour={colour} />;
}
