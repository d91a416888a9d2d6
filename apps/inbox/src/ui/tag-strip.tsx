import '../i18n/later-words';
import { t } from '../i18n/t';
import TagChips from './tag-chips';

/** All that a thread is marked with, below its header. */
export default function TagStrip({ ids }: { ids: readonly string[] }) {
  return (
    <div
      role="group"
      aria-label={t('tags.title')}
      className="flex shrink-0 flex-wrap gap-1 border-b border-line bg-surface px-4 py-1.5"
    >
      <TagChips ids={ids} max={ids.length} />
    </div>
  );
}
