import { t } from '../../../i18n/t';
import { CheckField } from '../../../ui/check-field';
import { ColourField } from '../../../ui/colour-field';
import { TextField } from '../../../ui/text-field';
import type { TeamValues } from './team-dialog';

interface TeamFieldsProps {
  values: TeamValues;
  agents: readonly { id: string; name: string }[];
  nameError: string | undefined;
  onChange(part: Partial<TeamValues>): void;
}

/** What a team is called, its colour, and who is in it. */
export function TeamFields({ values, agents, nameError, onChange }: TeamFieldsProps) {
  const { memberIds } = values;
  return (
    <>
      <TextField
        label={t('teams.name')}
        value={values.name}
        onChange={(name) => onChange({ name })}
        error={nameError}
        isRequired
        autoFocus
      />
      <ColourField name="team-colour" value={values.colour} onChange={(colour) => onChange({ colour })} />
      <fieldset>
        <legend className="text-sm font-medium text-ink-2">{t('teams.members')}</legend>
        <div className="max-h-60 overflow-y-auto">
          {agents.map(({ id, name }) => (
            <CheckField
              key={id}
              checked={memberIds.includes(id)}
              onChange={(on) =>
                onChange({ memberIds: on ? [...memberIds, id] : memberIds.filter((one) => one !== id) })
              }
            >
              <bdi>{name}</bdi>
            </CheckField>
          ))}
        </div>
        <p className="text-xs text-ink-3">{t('teams.members-help')}</p>
      </fieldset>
    </>
  );
}
