import { UsersRound } from 'lucide-react';
import { t } from '../i18n/t';
import { PlaceLink } from './place-link';
import { useWaitingPairs } from './use-waiting-pairs';

/** The way to the merge review, with how many pairs wait there. */
export function ReviewLink({ wide }: { wide: boolean }) {
  const count = useWaitingPairs();
  return (
    <PlaceLink to="/review" command="go.review" title={t('review.title')} icon={UsersRound} wide={wide}>
      {wide && count ? <span className="text-sm text-ink-3 tabular">{count}</span> : null}
    </PlaceLink>
  );
}
