import type { ImportPreview } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';

const meanings = ['ignore', 'name', 'mail', 'phone', 'site', 'customer-number', 'language', 'fact'] as const;
type Meaning = (typeof meanings)[number];

interface ColumnListProps {
  preview: ImportPreview;
  columns: readonly string[];
  onChange(columns: string[]): void;
}

/** What each column means, beside what stands in its first rows. */
export function ColumnList({ preview, columns, onChange }: ColumnListProps) {
  const set = (index: number, column: string) =>
    onChange(columns.map((old, n) => (n === index ? column : old)));
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('imports.columns')}</legend>
      <ul className="space-y-3">
        {preview.columns.map(({ header, samples }, index) => (
          <li
            key={`${index} ${header}`}
            className="grid items-start gap-x-4 gap-y-1 border-b border-line pb-3 md:grid-cols-[1fr_14rem]"
          >
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">
                {header || t('imports.no-header', { number: index + 1 })}
              </p>
              <p className="text-sm text-ink-3 wrap-anywhere">
                {samples.filter((sample) => sample !== '').join(' · ') || t('imports.no-samples')}
              </p>
            </div>
            <ColumnMeaning
              header={header || t('imports.no-header', { number: index + 1 })}
              column={columns[index] ?? 'ignore'}
              onChange={(column) => set(index, column)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function ColumnMeaning({
  header,
  column,
  onChange,
}: {
  header: string;
  column: string;
  onChange(column: string): void;
}) {
  const isFact = column.startsWith('fact:');
  const label = t('imports.means', { header });
  return (
    <div className="space-y-1">
      <SelectField<Meaning>
        label={label}
        value={isFact ? 'fact' : (column as Meaning)}
        onChange={(meaning) => onChange(meaning === 'fact' ? `fact:${header.slice(0, 58)}` : meaning)}
        options={meanings.map((value) => ({ value, label: t(`imports.column-${value}`) }))}
      />
      {isFact ? (
        <TextField
          label={t('imports.field', { header })}
          value={column.slice('fact:'.length)}
          onChange={(field) => onChange(`fact:${field.slice(0, 58)}`)}
          isRequired
        />
      ) : null}
    </div>
  );
}
