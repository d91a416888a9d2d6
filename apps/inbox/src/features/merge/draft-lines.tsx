import type { PersonPart } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { hasContent } from '../../state/drafts/draft';
import { useDrafts } from '../../state/drafts/draft-store';

interface DraftLinesProps {
  survivor: PersonPart;
  moving: readonly PersonPart[];
}

/** What becomes of each draft that this agent has here: it goes along, or waits where two letters would become one. */
export function DraftLines({ survivor, moving }: DraftLinesProps) {
  const drafts = useDrafts((state) => state.drafts);
  const lines = (['reply', 'note'] as const).flatMap((mode) => {
    // Only the first can go along: the next one finds it there.
    let taken = hasContent(drafts[`${survivor.id}.${mode}`]);
    return moving.flatMap(({ id, name }) => {
      if (!hasContent(drafts[`${id}.${mode}`])) return [];
      const text = t(`merge.draft-${mode}-${taken ? 'waits' : 'moves'}`, { name, other: survivor.name });
      taken = true;
      return [text];
    });
  });
  if (lines.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 ps-5 text-ink-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
