import type { MergePreview } from '@filo/contracts/http';
import { Check } from 'lucide-react';
import { photoUrl } from '../../data/photo-url';
import { fieldLabel } from '../../i18n/field-label';
import { languageName } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/avatar';
import { Row } from './people-table';

interface FieldRowsProps {
  /** In the order of the columns. */
  people: readonly { id: string; name: string }[];
  fields: MergePreview['fields'];
}

/** What each is shown with, field by field, and which word would be shown when they are one. */
export function FieldRows({ people, fields }: FieldRowsProps) {
  return fields.map(({ field, values }) => (
    <Row key={field} label={fieldLabel(field)}>
      {people.map((person) => {
        const said = values.find(({ personId }) => personId === person.id);
        if (!said) return '–';
        return (
          <>
            <Value field={field} value={said.value} person={person} />
            <span className="flex items-center gap-1 text-xs text-ink-3">
              {said.shown ? <Check className="size-3 shrink-0 text-ok" aria-hidden /> : null}
              {t(said.shown ? 'merge.shown-after' : 'merge.kept-after')}
            </span>
          </>
        );
      })}
    </Row>
  ));
}

interface ValueProps {
  field: string;
  value: string;
  person: { id: string; name: string };
}

function Value({ field, value, person }: ValueProps) {
  if (value === '') return <span className="text-ink-3">{t('merge.cleared')}</span>;
  if (field === 'photo')
    return (
      <Avatar
        seed={person.id}
        name={person.name}
        size="small"
        photo={photoUrl({ id: person.id, photo: value })}
      />
    );
  return <bdi className="block wrap-anywhere">{field === 'language' ? languageName(value) : value}</bdi>;
}
