import { FilePen } from 'lucide-react';
import { t } from '../i18n/t';
import { useKeptDrafts } from '../state/drafts/sync/kept-drafts';
import { PlaceLink } from './place-link';

/** The way to what the agent began and did not send; there while there is something. The key and the palette lead there always. */
export function DraftsLink({ wide }: { wide: boolean }) {
  const count = useKeptDrafts(({ items, more }) => (items?.length ?? 0) + more);
  if (count === 0) return null;
  return (
    <PlaceLink to="/drafts" command="go.drafts" title={t('drafts.title')} icon={FilePen} wide={wide}>
      {wide ? <span className="text-sm text-ink-3 tabular">{count}</span> : null}
    </PlaceLink>
  );
}
