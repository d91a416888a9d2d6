import Links from '../features/merge/banner/thread-banners';
import Blocked from '../features/spam/blocked-banner';
import Watch from '../features/watches/thread-watch';

/** What should be known over the thread before one reads on. */
export default function ThreadBanners(props: Parameters<typeof Links>[0]) {
  return (
    <>
      <Blocked personId={props.personId} />
      <Watch threadId={props.personId} />
      <Links {...props} />
    </>
  );
}
