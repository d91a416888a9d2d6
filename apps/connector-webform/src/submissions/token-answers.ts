import type { FormDefinition } from '@filo/contracts/http';
import { mailField, nameField } from '../forms/form-definition.js';
import type { SiteUser } from '../guard/check-site-token.js';
import { mailKey } from './mail-key.js';

/** What the site says of its signed-in user, by the names of the form's own fields: nobody needs to type it again. Pure. */
export const tokenAnswers = (form: FormDefinition, user: SiteUser | undefined): Record<string, string> => {
  const mail = mailField(form);
  const name = nameField(form);
  return {
    ...(mail &&
      user?.email !== undefined &&
      mailKey(user.email) !== undefined && { [mail.name]: user.email }),
    ...(name && user?.name !== undefined && user.name.trim() !== '' && { [name.name]: user.name }),
  };
};

/** The same form, which does not insist on what is known already. Pure. */
export const withoutNeedOf = (
  form: FormDefinition,
  known: Readonly<Record<string, string>>,
): FormDefinition => ({
  ...form,
  fields: form.fields.map((field) => (field.name in known ? { ...field, required: false } : field)),
});
