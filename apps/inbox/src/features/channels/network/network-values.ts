import type { AccountForm, AccountFormField, AccountView } from '@filo/contracts/http';

/** What stands in the fields of an account, by the paths of its form. */
export interface NetworkValues {
  address: string;
  name: string;
  /** Secrets are empty for an account that exists: the stored ones stay. */
  texts: Readonly<Record<string, string>>;
  /** Paths of the settings that are numbers, as the API may have set them: they stay numbers. */
  numbers: readonly string[];
  /** Boxes, and those beside which a field is hidden. */
  ticks: Readonly<Record<string, boolean>>;
}

/** A field with a value of its own. */
export type ValueField = Exclude<AccountFormField, { kind: 'note' }>;
type SettingField = Exclude<ValueField, { kind: 'secret' }>;

export const valueFields = ({ fields }: AccountForm): ValueField[] =>
  fields.filter((field) => field.kind !== 'note');

/** The name of a setting or secret, from its path. */
export const nameIn = (path: string): string => path.slice(path.indexOf('.') + 1);

export function networkValues(form: AccountForm, account: AccountView | null): NetworkValues {
  const stored = (path: string) => account?.settings[nameIn(path)];
  const textOf = (field: ValueField): string => {
    if (field.kind === 'secret' || field.kind === 'check') return '';
    const text = stored(field.path);
    if (typeof text === 'string' || typeof text === 'number') return String(text);
    return account === null || field.required ? (field.usual ?? '') : '';
  };
  const isTicked = ({ path, kind }: ValueField): boolean =>
    kind === 'check' ? stored(path) === true : Boolean(stored(path));
  const fields = valueFields(form);
  return {
    address: account?.address ?? '',
    name: account?.name ?? '',
    texts: Object.fromEntries(fields.map((field) => [field.path, textOf(field)])),
    numbers: fields.flatMap(({ path }) => (typeof stored(path) === 'number' ? [path] : [])),
    ticks: Object.fromEntries(fields.map((field) => [field.path, isTicked(field)])),
  };
}

/** As it is sent. */
export const addressIn = ({ address: { dropsAt } }: AccountForm, { address }: NetworkValues): string =>
  dropsAt ? address.trim().replace(/^@/, '') : address.trim();

/** Where the address says that the account lives. */
export const homeOf = (address: string): string => {
  const at = address.lastIndexOf('@');
  return at > 0 && at < address.length - 1 ? `https://${address.slice(at + 1)}` : '';
};

/** What is sent of a setting; undefined: it is not there. */
export function settingIn(
  field: SettingField,
  form: AccountForm,
  values: NetworkValues,
): string | number | boolean | undefined {
  if (field.kind === 'check') return values.ticks[field.path] === true;
  if (isHidden(field, values)) return undefined;
  const written = values.texts[field.path]?.trim() ?? '';
  if (written !== '' && values.numbers.includes(field.path) && Number.isFinite(Number(written)))
    return Number(written);
  if (field.kind === 'text' || written.includes('://')) return written || undefined;
  if (written !== '') return `https://${written}`;
  return (field.fromAddress && homeOf(addressIn(form, values))) || undefined;
}

/** Its box is not ticked. */
export const isHidden = (field: ValueField, { ticks }: NetworkValues): boolean =>
  field.kind === 'url' && field.onlyIf !== undefined && ticks[field.path] !== true;

export function settingsIn(
  form: AccountForm,
  values: NetworkValues,
): Record<string, string | number | boolean> {
  const settings: Record<string, string | number | boolean> = {};
  for (const field of valueFields(form)) {
    if (field.kind === 'secret') continue;
    const value = settingIn(field, form, values);
    if (value !== undefined) settings[nameIn(field.path)] = value;
  }
  return settings;
}

/** Those that were entered. */
export const secretsIn = (form: AccountForm, { texts }: NetworkValues): Record<string, string> =>
  Object.fromEntries(
    valueFields(form).flatMap(({ kind, path }) => {
      const secret = kind === 'secret' ? texts[path]?.trim() : undefined;
      return secret ? [[nameIn(path), secret]] : [];
    }),
  );

/** Whether the settings are others than those that the dialog opened with. */
export const isMoved = (form: AccountForm, values: NetworkValues, account: AccountView): boolean => {
  const [now, before] = [settingsIn(form, values), settingsIn(form, networkValues(form, account))];
  return valueFields(form).some(({ path }) => now[nameIn(path)] !== before[nameIn(path)]);
};
