import type { FormDefinition, FormView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { usePreferences } from '../../state/preferences';
import { definitionOf } from './form-draft';

export type FormDraft = ReturnType<typeof useFormDraft>;

/** What has been typed about a form, with the lists as they stand in their fields, and the language it is shown in. */
export function useFormDraft(form: FormView | null) {
  const pageLanguage = usePreferences((state) => state.language);
  const [key, setKey] = useState(form?.key ?? '');
  const [definition, setDefinition] = useState<FormDefinition>(() => definitionOf(form, pageLanguage, t));
  const [languages, setLanguages] = useState(definition.languages.join(', '));
  const [origins, setOrigins] = useState(definition.embedOrigins.join('\n'));
  const [language, setLanguage] = useState(definition.languages[0] ?? 'en');
  const change = (part: Partial<FormDefinition>) => setDefinition((old) => ({ ...old, ...part }));
  const [secret, setSecret] = useState('');
  return {
    ...{ key, setKey, definition, change, languages, setLanguages },
    ...{ origins, setOrigins, language, setLanguage, secret, setSecret },
  };
}
