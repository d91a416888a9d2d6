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
  const forms = useQuery({ ...formsQuery, enabled: hasUsers }).data?.items ?? [];
  const language = usePreferences((state) => state.language);
  const offered = offeredBy({ readers, hasUsers }, forms);
  return (
    <>
      {offered.readers.length > 0 ? (
        <SelectField
          label={t('imports.readers')}
          value={choices.accountGroupId ?? offered.readers[0]!.id}
          onChange={(accountGroupId) => onChange({ ...choices, accountGroupId })}
          options={offered.readers.map(({ id, name }) => ({
            value: id,
            label: name ?? t('imports.everybody'),
          }))}
        />
      ) : null}
      {offered.sites.length > 0 ? (
        <SelectField
          label={t('imports.site-form')}
          value={choices.siteForm ?? offered.sites[0]!.id}
          onChange={(siteForm) => onChange({ ...choices, siteForm })}
          options={offered.sites.map(({ id, key, definition }) => ({
            value: id,
            label: definition.site ?? definition.title[language] ?? key,
          }))}
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
  const offered = offeredBy({ readers, hasUsers }, forms);
  const reader = offered.readers[0]?.id;
  return {
    // Without a group a list is everybody's.
    accountGroupId: choices.accountGroupId ?? (reader === everybody.id ? undefined : reader),
    siteForm: choices.siteForm ?? offered.sites[0]?.id,
  };
};

const everybody = { id: 'everybody', name: undefined };

/** What there is to choose from, the first of each being what stands in the field; nothing where there is no choice. */
const offeredBy = (
  { readers, hasUsers }: Pick<ImportChoicesProps, 'readers' | 'hasUsers'>,
  forms: readonly FormView[],
) => {
  const groups = readers.accountGroups;
  const sites = hasUsers ? sitesOf(forms) : [];
  return {
    readers: groups.length > 1 ? [...(readers.everybody ? [everybody] : []), ...groups] : [],
    sites: sites.length > 1 ? sites : [],
  };
};

/** Forms that check tokens, one for each site. */
const sitesOf = (forms: readonly FormView[]): FormView[] => {
  const checking = forms.filter(({ siteTokenSecretSet }) => siteTokenSecretSet);
  return [...new Map(checking.map((form) => [form.definition.site ?? form.id, form])).values()];
};
