import type { AccountFormField } from '@filo/contracts/http';
import { t, wordsIn } from '../../../i18n/t';
import { TextField } from '../../../ui/text-field';
import { NetworkField, type NetworkFieldsProps } from './network-field';

/** Whose account it is, and what its form asks for. */
export function NetworkFields(props: NetworkFieldsProps) {
  const { form, values, isNew, onChange, fieldError } = props;
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={wordsIn(form.address.label)}
          value={values.address}
          onChange={(address) => onChange({ address })}
          isDisabled={!isNew}
          isRequired
          error={fieldError('address')}
          placeholder={form.address.placeholder}
          autoFocus={isNew}
          inputProps={{ autoComplete: 'off', spellCheck: false }}
        />
        <TextField
          label={t('channels.name-here')}
          help={t('channels.name-here-help')}
          value={values.name}
          onChange={(name) => onChange({ name })}
          error={fieldError('name')}
          inputProps={{ autoComplete: 'off' }}
        />
      </div>
      {rowsOf(form.fields).map((row, at) => {
        const fields = row.map((field, place) => (
          <NetworkField key={field.kind === 'note' ? place : field.path} {...props} field={field} />
        ));
        return isHalf(row[0]) ? (
          <div key={at} className="grid gap-4 md:grid-cols-2">
            {fields}
          </div>
        ) : (
          fields
        );
      })}
    </>
  );
}

const isHalf = (field: AccountFormField | undefined): boolean =>
  field !== undefined && 'half' in field && field.half;

/** Half fields that follow each other stand side by side. */
function rowsOf(fields: readonly AccountFormField[]): AccountFormField[][] {
  const rows: AccountFormField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last && isHalf(last[0]) && isHalf(field)) last.push(field);
    else rows.push([field]);
  }
  return rows;
}
