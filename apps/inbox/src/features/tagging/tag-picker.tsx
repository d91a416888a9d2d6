import type { TagView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { MenuItem, MenuSection, type Selection } from 'react-aria-components';
import { makeTag } from '../../data/admin/tags';
import { useAgent } from '../../data/session';
import { tagsQuery } from '../../data/tags';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { SearchMenu } from '../../ui/search-menu';
import { TeamDot } from '../../ui/team-name';

/** What was put on and taken off here, and nothing that somebody else did meanwhile. */
export interface TagChanges {
  add: readonly TagView[];
  remove: readonly TagView[];
}

interface TagPickerProps {
  /** All there are. */
  tags: readonly TagView[];
  /** Those that the thread has; may change while one chooses. */
  now: readonly string[];
  /** What is chosen is taken off somewhere: an archived one too, and none is made. */
  takesOff?: boolean;
  onSave(changes: TagChanges): void;
  onClose(): void;
}

const itemLook =
  'flex min-h-11 items-center gap-3 rounded-control px-3 py-1.5 outline-none data-[focused]:bg-selected';

/** Tags by any part of their names, several at once; whoever may make one makes what there is not yet. */
export function TagPicker({ tags, now, takesOff = false, onSave, onClose }: TagPickerProps) {
  const client = useQueryClient();
  const isAdmin = useAgent().role === 'admin';
  const [text, setText] = useState('');
  const [was] = useState(now);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(now));
  const [made, setMade] = useState<readonly TagView[]>([]);
  const known = [...tags, ...made.filter(({ id }) => tags.every((tag) => tag.id !== id))];
  const wanted = text.trim().toLocaleLowerCase();
  // An archived one is offered only where it stands, to be taken off; one that was chosen for that is put on nowhere.
  const offerable = known.filter(({ id, archived }) => !archived || takesOff || was.includes(id));
  const offered = offerable.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const isNew =
    isAdmin &&
    !takesOff &&
    wanted !== '' &&
    known.every(({ name, archived }) => archived || name.toLocaleLowerCase() !== wanted);
  const choose = (keys: Selection) => setChosen(keys === 'all' ? chosen : new Set([...keys].map(String)));
  const save = () => onSave(changesOf(offerable, was, chosen));
  const make = () =>
    void makeTag({ name: text.trim() }).then(
      (tag) => {
        setMade((old) => [...old, tag]);
        setChosen((old) => new Set([...old, tag.id]));
        setText('');
        void client.invalidateQueries({ queryKey: tagsQuery.queryKey });
      },
      (error: unknown) => showProblem(explain(error)),
    );
  return (
    <div
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        save();
      }}
    >
      <SearchMenu
        label={t('tag.search')}
        placeholder={t('tag.search')}
        text={text}
        onText={setText}
        empty={t(known.length === 0 ? (isAdmin ? 'tag.none-yet' : 'tag.none') : 'tag.none-found')}
        className="min-h-40"
      >
        {offered.length > 0 ? (
          <MenuSection
            aria-label={t('tags.title')}
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={choose}
          >
            {offered.map(({ id, name, colour }) => (
              <MenuItem key={id} id={id} textValue={name} className={itemLook}>
                <Check className={chosen.has(id) ? 'size-4 text-accent' : 'size-4 opacity-0'} aria-hidden />
                <TeamDot colour={colour} />
                <bdi className="min-w-0 truncate">{name}</bdi>
              </MenuItem>
            ))}
          </MenuSection>
        ) : null}
        {isNew ? (
          <MenuItem id="new" textValue={text} onAction={make} className={itemLook}>
            <Plus className="size-4 text-accent" aria-hidden />
            {t('tag.make', { name: text.trim() })}
          </MenuItem>
        ) : null}
      </SearchMenu>
      <div className="flex justify-end gap-2 border-t border-line p-3">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button tone="primary" onPress={save}>
          {t('action.save')}
        </Button>
      </div>
    </div>
  );
}

const changesOf = (
  known: readonly TagView[],
  was: readonly string[],
  chosen: ReadonlySet<string>,
): TagChanges => ({
  add: known.filter(({ id }) => chosen.has(id) && !was.includes(id)),
  remove: known.filter(({ id }) => !chosen.has(id) && was.includes(id)),
});
