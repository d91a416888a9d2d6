import '../i18n/later-words';
import { useInboxNavigation } from './use-inbox-navigation';
import MergeReview from '../features/merge/review/review-page';

/** The merge review; a person's name leads to their thread. */
export default function ReviewPage() {
  const { openPerson } = useInboxNavigation();
  return <MergeReview onPerson={openPerson} />;
}
