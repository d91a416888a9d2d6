import Links from '../features/merge/banner/thread-banners';
import { BlockOverlay } from './block-overlay';
import { useCommand } from '../keys/active-commands';
import { askBlock } from '../state/block-requests';
import Blocked from '../features/quarantine/spam/blocked-banner';
import Watch from '../features/watches/thread-watch';

/** What should be known over the thread before one reads on. */
export default function ThreadBanners(props: Parameters<typeof Links>[0]) {
  useCommand('thread.block', () => askBlock({ personId: props.personId }));
  return (
    <>
      <BlockOverlay />
      <Blocked personId={props.personId} />
      <Watch threadId={props.personId} />
      <Links {...props} />
    </>
  );
}
