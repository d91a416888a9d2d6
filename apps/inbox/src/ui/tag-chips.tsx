import { useTagsOf } from '../data/tags';
import { Chip } from './chip';
import { TeamDot } from './team-name';

/** What a thread is marked with, as far as there is room. */
export default function TagChips({ ids, max }: { ids: readonly string[]; max: number }) {
  const tags = useTagsOf(ids);
  const rest = tags.slice(max);
  return (
    <>
      {tags.slice(0, max).map(({ id, name, colour }) => (
        <Chip key={id} title={name}>
          <TeamDot colour={colour} />
          <bdi className="max-w-24 truncate">{name}</bdi>
        </Chip>
      ))}
      {rest.length > 0 ? (
        <Chip title={rest.map(({ name }) => name).join(', ')}>{`+${rest.length}`}</Chip>
      ) : null}
    </>
  );
}
