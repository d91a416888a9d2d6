import { useTagsOf } from '../../data/tags';
import '../../i18n/later-words';
import { t } from '../../i18n/t';

/** What a row is marked with, for a screen reader. */
export default function RowTags({ ids }: { ids: readonly string[] }) {
  const tags = useTagsOf(ids);
  return tags.length === 0 ? null : (
    <>{`, ${t('row.tags', { count: tags.length, names: tags.map(({ name }) => name).join(', ') })}`}</>
  );
}
