import type { FormDefinition } from '@filo/contracts/http';
import { labelIn } from './form-draft';

export const secretMin = 32;

export const maxLengthMax = 100_000;

type Fault =
  | 'field.empty'
  | 'forms.key-wrong'
  | 'forms.choices-missing'
  | 'forms.secret-short'
  | 'forms.site-wrong'
  | 'forms.name-wrong'
  | 'forms.name-taken'
  | 'forms.max-length-wrong';

interface FormDraft {
  key: string;
  definition: FormDefinition;
  /** What was typed as the secret of site tokens; empty keeps the old one. */
  secret: string;
  secretSet: boolean;
}

/** What a form still lacks, by the path that the server would name. */
export function formFaults({ key, definition, secret, secretSet }: FormDraft): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  const language = definition.languages[0] ?? 'en';
  const isBlank = (labels: Record<string, string> | undefined) => labelIn(labels, language).trim() === '';
  if (key === '') faults['key'] = 'field.empty';
  else if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(key)) faults['key'] = 'forms.key-wrong';
  if (isBlank(definition.title)) faults['definition.title'] = 'field.empty';
  if (isBlank(definition.thanks)) faults['definition.thanks'] = 'field.empty';
  for (const [index, field] of definition.fields.entries()) {
    if (isBlank(field.label)) faults[`definition.fields.${index}`] = 'field.empty';
    else if (field.type === 'choice' && !field.choices?.some((choice) => !isBlank(choice.label)))
      faults[`definition.fields.${index}`] = 'forms.choices-missing';
    const { maxLength = 1 } = field;
    if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > maxLengthMax)
      faults[`definition.fields.${index}.maxLength`] = 'forms.max-length-wrong';
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(field.name))
      faults[`definition.fields.${index}.name`] = 'forms.name-wrong';
    else if (definition.fields.findIndex((other) => other.name === field.name) < index)
      faults[`definition.fields.${index}.name`] = 'forms.name-taken';
  }
  if (definition.site !== undefined && !/^[a-z0-9][a-z0-9.-]{0,99}$/.test(definition.site))
    faults['definition.site'] = 'forms.site-wrong';
  if (secret !== '' && secret.length < secretMin) faults['siteTokenSecret'] = 'forms.secret-short';
  else if (definition.requireSiteToken && secret === '' && !secretSet)
    faults['siteTokenSecret'] = 'field.empty';
  return faults;
}
