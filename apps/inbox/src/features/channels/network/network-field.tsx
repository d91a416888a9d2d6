import type { AccountForm, AccountFormField } from '@filo/contracts/http';
import { t, wordsIn } from '../../../i18n/t';
import { CheckField } from '../../../ui/check-field';
import { TextField } from '../../../ui/text-field';
import { addressIn, homeOf, isHidden, nameIn, type NetworkValues, type ValueField } from './network-values';

export interface NetworkFieldsProps {
  form: AccountForm;
  values: NetworkValues;
  /** The address of an account is chosen once, when it is added. */
  isNew: boolean;
  /** Names of the secrets that are stored. */
  secretsSet: readonly string[];
  /** Paths of the secrets that have to be entered. */
  needed: ReadonlySet<string>;
  onChange(part: Partial<NetworkValues>): void;
  fieldError(path: string): string | undefined;
}

/** One field of a form, or a paragraph of it. */
export function NetworkField({ field, ...props }: NetworkFieldsProps & { field: AccountFormField }) {
  const { values, isNew, needed, onChange } = props;
  if (field.kind === 'note') {
    const isKept = !isNew && needed.size === 0;
    const text = isKept ? (field.textKept ?? field.text) : field.text;
    return <p className="text-ink-2">{wordsIn(text)}</p>;
  }
  const box = field.kind === 'check' ? field.label : field.kind === 'url' ? field.onlyIf : undefined;
  return (
    <>
      {box && (
        <CheckField
          checked={values.ticks[field.path] === true}
          onChange={(ticked) => onChange({ ticks: { ...values.ticks, [field.path]: ticked } })}
        >
          {wordsIn(box)}
        </CheckField>
      )}
      {field.kind === 'check' || isHidden(field, values) ? null : <TypedField {...props} field={field} />}
    </>
  );
}

type Typed = Exclude<ValueField, { kind: 'check' }>;

function TypedField(props: NetworkFieldsProps & { field: Typed }) {
  const { field, values, needed, onChange, fieldError } = props;
  const isSecret = field.kind === 'secret';
  return (
    <TextField
      label={wordsIn(field.label)}
      help={helpOf(props)}
      {...(isSecret && { type: 'password' })}
      value={values.texts[field.path] ?? ''}
      onChange={(text) => onChange({ texts: { ...values.texts, [field.path]: text } })}
      isRequired={isSecret ? needed.has(field.path) : field.required}
      error={fieldError(field.path)}
      {...placeholderOf(props)}
      inputProps={
        isSecret
          ? { autoComplete: 'new-password' }
          : {
              autoComplete: 'off',
              spellCheck: false,
              ...(field.kind === 'url' && { inputMode: 'url' }),
            }
      }
    />
  );
}

/** Of a secret that is stored, how to keep it. */
const helpOf = ({ field, secretsSet, needed }: NetworkFieldsProps & { field: Typed }): string | undefined => {
  const { kind, help, path } = field;
  if (kind === 'secret' && secretsSet.includes(nameIn(path)) && !needed.has(path))
    return t('channels.password-kept');
  return help && wordsIn(help);
};

/** What would be taken while the field is empty, else an example. */
const placeholderOf = ({ field, form, values }: NetworkFieldsProps & { field: Typed }) => {
  const home = field.kind === 'url' && field.fromAddress ? homeOf(addressIn(form, values)) : '';
  const placeholder = home || field.placeholder;
  return placeholder ? { placeholder } : {};
};
