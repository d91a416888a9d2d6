import type { FormView, ImportPreview } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { formsQuery } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { usePreferences } from '../../state/preferences';
import { SelectField } from '../../ui/select-field';

export interface Choices {
  accountGroupId?: string | undefined;
  siteForm?: string | undefined;
}

interface ImportChoicesProps {
  readers: ImportPreview['readers'];
  /** Whether a column holds the ids of users of a site. */
  hasUsers: boolean;
  choices: Choices;
  onChange(choices: Choices): void;
}

/** Who may see a list, and whose users its ids are; asked only where there is a choice. */
export function ImportChoices({ readers, hasUsers, choices, onChange }: ImportChoicesProps) {
  const forms = useQuery(formsQuery).data?.items ?? [];
  const groups = readers.accountGroups.map(({ id, name }) => ({ value: id, label: name }));
  const everybody = readers.everybody ? [{ value: 'everybody', label: t('imports.everybody') }] : [];
  const language = usePreferences((state) => state.language);
  const sites = hasUsers ? sitesOf(forms, language) : [];
  return (
    <>
      {groups.length > 1 ? (
        <SelectField
          label={t('imports.readers')}
          value={choices.accountGroupId ?? everybody[0]?.value ?? groups[0]!.value}
          onChange={(accountGroupId) => onChange({ ...choices, accountGroupId })}
          options={[...everybody, ...groups]}
        />
      ) : null}
      {sites.length > 1 ? (
        <SelectField
          label={t('imports.site-form')}
          value={choices.siteForm ?? sites[0]!.value}
          onChange={(siteForm) => onChange({ ...choices, siteForm })}
          options={sites}
        />
      ) : null}
    </>
  );
}

/** What is sent: where nothing was chosen, what stands in the fields. */
export const chosenOf = (
  { readers, hasUsers, choices }: Omit<ImportChoicesProps, 'onChange'>,
  forms: readonly FormView[],
): Choices => {
  const sites = hasUsers ? sitesOf(forms, 'en') : [];
  const group = readers.everybody ? undefined : readers.accountGroups[0]?.id;
  return {
    accountGroupId: choices.accountGroupId ?? (readers.accountGroups.length > 1 ? group : undefined),
    siteForm: choices.siteForm ?? (sites.length > 1 ? sites[0]?.value : undefined),
  };
};

/** Forms that check tokens, one for each site. */
const sitesOf = (forms: readonly FormView[], language: string): { value: string; label: string }[] => {
  const checking = forms.filter(({ siteTokenSecretSet }) => siteTokenSecretSet);
  const first = new Map(checking.map((form) => [form.definition.site ?? form.id, form]));
  return [...first.values()].map(({ id, key, definition }) => ({
    value: id,
    label: definition.site ?? definition.title[language] ?? key,
  }));
};
