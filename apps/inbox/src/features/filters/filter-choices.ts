import type { TeamColour } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../data/agents';
import { channelsQuery } from '../../data/channels';
import { useAgent } from '../../data/session';
import { tagsQuery } from '../../data/tags';
import { teamsQuery } from '../../data/teams';
import { type ListFilter, severalOf } from '../../data/threads/list-filter';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';
import { type FilterKind, type FilterPart, waitName } from './filter-parts';

export interface FilterChoice extends FilterPart {
  /** Of a tag or a team. */
  colour?: TeamColour | null;
}

export interface ChoiceGroup {
  kind: FilterKind;
  choices: FilterChoice[];
}

/** The first of them have a digit each. */
const digits = 9;
export const firstChoices = (groups: readonly ChoiceGroup[]): FilterChoice[] =>
  groups.flatMap(({ choices }) => choices).slice(0, digits);

const waits = [1, 4, 24, 72, 168];
/** Of one kind; who looks for another one types a part of its name. */
const shownMax = 50;

/** Everything that a list can be narrowed to whose words hold `text`, by kind. */
export function useFilterChoices(filter: ListFilter, text: string): ChoiceGroup[] {
  const { channels, tags, teams, agents } = useWhatThereIs();
  const wanted = text.trim().toLocaleLowerCase();
  const group = (kind: FilterKind, all: Omit<FilterChoice, 'kind'>[]): ChoiceGroup => ({
    kind,
    choices: all
      .filter(({ name }) => `${t(`filter.${kind}`)} ${name}`.toLocaleLowerCase().includes(wanted))
      .slice(0, shownMax)
      .map((choice) => ({ ...choice, kind })),
  });
  const marked = severalOf(filter.tag);
  const hours = new Set([...waits, ...(filter.waiting ? [filter.waiting] : [])]);
  const orders = ['newest', 'oldest'] as const;
  return [
    group(
      'channel',
      channels.map((value) => ({ value, name: channelName(value) })),
    ),
    group('tag', tags.filter((tag) => !tag.archived || marked.includes(tag.id)).map(named)),
    group('team', teams.map(named)),
    group('agent', agents),
    group(
      'waiting',
      [...hours].toSorted((a, b) => a - b).map((one) => ({ value: String(one), name: waitName(one) })),
    ),
    group('promise', [{ value: 'late', name: t('filter.late') }]),
    group(
      'sort',
      orders.map((value) => ({ value, name: t(`filter.${value}`) })),
    ),
  ].filter(({ choices }) => choices.length > 0);
}

const named = ({ id, name, colour }: { id: string; name: string; colour: TeamColour | null }) => ({
  ...{ value: id, name, colour },
});

function useWhatThereIs() {
  const me = useAgent();
  const { data: channels = [] } = useQuery(channelsQuery);
  const { data: tags } = useQuery(tagsQuery);
  const { data: teams } = useQuery(teamsQuery);
  const { data: agents } = useQuery(agentsQuery);
  const others = (agents?.items ?? []).filter(({ id }) => id !== me.id);
  return {
    channels: [...new Set(['email', 'webform', ...channels.map(({ channel }) => channel)])],
    tags: tags?.items ?? [],
    teams: teams?.items ?? [],
    agents: [{ value: me.id, name: t('assign.me') }, ...others.map(({ id, name }) => ({ value: id, name }))],
  };
}
