import type { TagView } from '@filo/contracts/http';
import { changeTag, makeTag } from '../../data/admin/tags';
import { t } from '../../i18n/t';
import { ColourField } from '../../ui/colour-field';
import { Dialog } from '../../ui/dialog';
import { NamedForm, type NamedKind } from '../../ui/named-form';
import { TextField } from '../../ui/text-field';

type Values = Pick<TagView, 'name' | 'colour'>;

const ofTags: NamedKind<TagView, Values> = {
  kind: 'tag',
  list: 'tags',
  valuesOf: (tag) => ({ name: tag?.name ?? '', colour: tag?.colour ?? null }),
  changesOf: (tag, { name, colour }) => ({
    ...(tag.name !== name && { name }),
    ...(tag.colour !== colour && { colour }),
  }),
  make: makeTag,
  change: changeTag,
};

/** Makes a tag, or changes what it is called and its colour. */
export function TagEditor({ tag, onClose }: { tag: TagView | null; onClose(): void }) {
  const title = tag ? t('tags.edit-title', { name: tag.name }) : t('tags.make');
  return (
    <Dialog title={title} isOpen onClose={onClose} holdsWords>
      <NamedForm of={ofTags} item={tag} onClose={onClose}>
        {({ values, nameError, onChange }) => (
          <>
            <TextField
              label={t('tags.name')}
              value={values.name}
              onChange={(name) => onChange({ name })}
              error={nameError}
              maxLength={50}
              isRequired
              autoFocus
            />
            <ColourField
              name="tag-colour"
              value={values.colour}
              onChange={(colour) => onChange({ colour })}
            />
          </>
        )}
      </NamedForm>
    </Dialog>
  );
}
