import type { AccountForm, AccountView } from '@filo/contracts/http';
import { t, wordsIn } from '../../../i18n/t';
import { hasShape, isPlainHttps } from './address-shapes';
import {
  addressIn,
  isHidden,
  isMoved,
  nameIn,
  settingIn,
  valueFields,
  type NetworkValues,
  type ValueField,
} from './network-values';

interface Filled {
  form: AccountForm;
  values: NetworkValues;
  account: AccountView | null;
}

/** Secrets that must be entered: all of a new account, and those of one whose settings would take them elsewhere. */
export function neededSecrets({ form, values, account }: Filled): ReadonlySet<string> {
  if (account !== null && !isMoved(form, values, account)) return new Set();
  return new Set(
    valueFields(form).flatMap((field) =>
      field.kind === 'secret' && (field.required || account?.secretsSet.includes(nameIn(field.path)))
        ? [field.path]
        : [],
    ),
  );
}

/** What is still missing or wrong, in words, by the path that the server would name. */
export function networkFaults(filled: Filled): Record<string, string> {
  const needed = neededSecrets(filled);
  const faults = valueFields(filled.form).flatMap((field) => {
    const fault = faultOf(field, filled, needed);
    return fault === undefined ? [] : [[field.path, fault] as const];
  });
  const wrongAddress = filled.account === null ? addressFault(filled) : undefined;
  return { ...(wrongAddress !== undefined && { address: wrongAddress }), ...Object.fromEntries(faults) };
}

function addressFault({ form, values }: Filled): string | undefined {
  const address = addressIn(form, values);
  if (address === '') return t('field.empty');
  return hasShape(address, form.address) ? undefined : wordsIn(form.address.fault);
}

function faultOf(
  field: ValueField,
  { form, values }: Filled,
  needed: ReadonlySet<string>,
): string | undefined {
  if (field.kind === 'check' || isHidden(field, values)) return undefined;
  if (field.kind === 'secret')
    return needed.has(field.path) && !values.texts[field.path]?.trim() ? t('field.empty') : undefined;
  const value = settingIn(field, form, values)?.toString();
  const isWanted = field.required || (field.kind === 'url' && field.fromAddress);
  if (field.kind === 'url' && field.plainHttps && (isWanted || value !== undefined))
    return isPlainHttps(value ?? '') ? undefined : wordsIn(field.plainHttps);
  return isWanted && value === undefined ? t('field.empty') : undefined;
}
