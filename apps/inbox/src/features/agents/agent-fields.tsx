import { useQuery } from '@tanstack/react-query';
import { accountGroupsQuery, agentMailQuery } from '../../data/admin/agents';
import { languageName } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { type AgentValues, roles } from './agent-values';
import { LinkWay } from './link-way';
import { zoneOptions } from '../../ui/zone-options';

interface AgentFieldsProps {
  values: AgentValues;
  isNew: boolean;
  errorOf(path: string): string | undefined;
  onChange(part: Partial<AgentValues>): void;
}

/** Who it is, what they may, and how the link goes to whoever is new. */
export function AgentFields({ values, isNew, errorOf, onChange }: AgentFieldsProps) {
  const { data: mail } = useQuery({ ...agentMailQuery, enabled: isNew });
  return (
    <>
      <TextField
        label={t('agents.name')}
        value={values.name}
        onChange={(name) => onChange({ name })}
        error={errorOf('name')}
        isRequired
        autoFocus
      />
      {isNew ? (
        <TextField
          label={t('sign-in.email')}
          type="email"
          value={values.email}
          onChange={(email) => onChange({ email })}
          error={errorOf('email')}
          isRequired
        />
      ) : null}
      <SelectField
        label={t('agents.role')}
        value={values.role}
        options={roles.map((value) => ({ value, label: t(`agent-role.${value}`) }))}
        onChange={(role) => onChange({ role })}
        help={t(`agent-role.help.${values.role}`)}
      />
      <GroupChecks
        ids={values.accountGroupIds}
        onChange={(accountGroupIds) => onChange({ accountGroupIds })}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          label={t('agents.language')}
          value={values.language}
          options={(['en', 'it'] as const).map((value) => ({ value, label: languageName(value) }))}
          onChange={(language) => onChange({ language })}
        />
        <SelectField
          label={t('setup.time-zone')}
          value={values.timeZone}
          options={zoneOptions(values.timeZone)}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </div>
      {isNew && mail ? (
        <LinkWay
          accounts={mail.accounts}
          value={values.accountId}
          onChange={(accountId) => onChange({ accountId })}
        />
      ) : null}
    </>
  );
}

function GroupChecks({ ids, onChange }: { ids: readonly string[]; onChange(ids: string[]): void }) {
  const { data } = useQuery(accountGroupsQuery);
  return (
    <fieldset>
      <legend className="text-sm font-medium text-ink-2">{t('agents.access')}</legend>
      {data?.items.map(({ id, name }) => (
        <CheckField
          key={id}
          checked={ids.includes(id)}
          onChange={(on) => onChange(on ? [...ids, id] : ids.filter((one) => one !== id))}
        >
          <bdi>{name}</bdi>
        </CheckField>
      ))}
    </fieldset>
  );
}
