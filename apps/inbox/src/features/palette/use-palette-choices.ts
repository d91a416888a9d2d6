import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useFilter } from 'react-aria-components';
import { peopleQuery } from '../../data/people';
import { t } from '../../i18n/t';
import { activeCommands } from '../../keys/active-commands';
import { type Command, type CommandId, commands } from '../../keys/commands';
import { orderCommands } from './order-commands';

/** The commands and the people that fit the text; which commands can be given is fixed when the palette opens. */
export function usePaletteChoices(text: string) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const asked = useDeferredValue(text.trim());
  const { data: people } = useQuery(peopleQuery(asked));
  const [given] = useState(() => new Set(activeCommands()));
  const choices = orderCommands(
    commands.filter((command: Command) => !command.hidden && given.has(command.id as CommandId)),
  ).filter((command) => contains(t(`command.${command.id}`), text));
  const found = asked ? (people?.items ?? []).slice(0, 8) : [];
  return { choices, found };
}
