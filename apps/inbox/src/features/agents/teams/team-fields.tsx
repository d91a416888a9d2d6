import type { TeamColour } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { CheckField } from '../../../ui/check-field';
import { TeamDot } from '../../../ui/team-name';
import { TextField } from '../../../ui/text-field';
import type { TeamValues } from './team-dialog';

const colours = ['green', 'blue', 'violet', 'amber', 'red', 'grey'] as const satisfies readonly TeamColour[];

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
      <fieldset>
        <legend className="text-sm font-medium text-ink-2">{t('teams.colour')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {([null, ...colours] as const).map((colour) => (
            <label key={colour} className="flex min-h-8 items-center gap-1.5 max-md:min-h-11">
              <input
                type="radio"
                name="team-colour"
                checked={values.colour === colour}
                onChange={() => onChange({ colour })}
                className="size-4 accent-accent"
              />
              <TeamDot colour={colour} />
              <span>{t(`teams.colour.${colour ?? 'none'}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
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
