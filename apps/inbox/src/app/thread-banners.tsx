import Links from '../features/merge/banner/thread-banners';
import Watch from '../features/watches/thread-watch';

/** What should be known over the thread before one reads on. */
export default function ThreadBanners(props: Parameters<typeof Links>[0]) {
  return (
    <>
      <Watch threadId={props.personId} />
      <Links {...props} />
    </>
  );
}
