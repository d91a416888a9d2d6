import type { TeamColour } from '@filo/contracts/http';
import { t } from '../i18n/t';
import { TeamDot } from './team-name';

const colours = ['green', 'blue', 'violet', 'amber', 'red', 'grey'] as const satisfies readonly TeamColour[];

interface ColourFieldProps {
  /** What the browser keeps its choices together by. */
  name: string;
  value: TeamColour | null;
  onChange(colour: TeamColour | null): void;
}

/** By what a team or a tag is told from others at a glance. */
export const ColourField = ({ name, value, onChange }: ColourFieldProps) => (
  <fieldset>
    <legend className="text-sm font-medium text-ink-2">{t('teams.colour')}</legend>
    <div className="flex flex-wrap gap-x-4">
      {([null, ...colours] as const).map((colour) => (
        <label key={colour} className="flex min-h-8 items-center gap-1.5 max-md:min-h-11">
          <input
            type="radio"
            name={name}
            checked={value === colour}
            onChange={() => onChange(colour)}
            className="size-4 accent-accent"
          />
          <TeamDot colour={colour} />
          <span>{t(`teams.colour.${colour ?? 'none'}`)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
