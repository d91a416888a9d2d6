import { formDefinition, formField, type FormDefinition, type FormField } from '@filo/contracts/http';
import { z } from 'zod';

// Core writes definitions by strict schemas; a reader ignores what a newer core has added.
const readableField = z.object(formField.shape);
const readableForm = z.object({ ...formDefinition.shape, fields: z.array(readableField).min(1).max(50) });

/** The definition in an account's settings; throws a sentence with every fault. */
export const readDefinition = (
  settings: Record<string, unknown>,
  secrets: Readonly<Record<string, string>>,
): FormDefinition => {
  const parsed = readableForm.safeParse(settings);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(
      `The form is not defined well, so it is not shown. Mend it in the admin area. ${faults.join('; ')}`.slice(
        0,
        900,
      ),
    );
  }
  const faults = faultsOf(parsed.data, secrets);
  if (faults.length > 0) throw new Error(`The form is not shown. ${faults.join(' ')}`.slice(0, 900));
  return parsed.data;
};

/** What no schema sees. */
const faultsOf = (form: FormDefinition, secrets: Readonly<Record<string, string>>): string[] => {
  const names = form.fields.map((field) => field.name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index)).values()]
    .map((name) => `Two fields are called ${name}; give each its own name.`)
    .concat(
      form.fields
        .filter((field) => field.type === 'choice' && (field.choices ?? []).length === 0)
        .map((field) => `The field ${field.name} offers no choices.`),
      form.requireSiteToken && !secrets.siteTokenSecret
        ? ['It requires a token of your site, but no secret to check it with is set.']
        : [],
    );
};

/** The address of who writes: the first field of type `email`. */
export const mailField = (form: FormDefinition): FormField | undefined =>
  form.fields.find((field) => field.type === 'email');

/** The name of who writes, by the usual field names. */
export const nameField = (form: FormDefinition): FormField | undefined =>
  form.fields.find((field) => field.type === 'text' && /^(full_?|your_?)?name$/.test(field.name));

export const subjectField = (form: FormDefinition): FormField | undefined =>
  form.fields.find((field) => field.type === 'text' && field.name === 'subject');
