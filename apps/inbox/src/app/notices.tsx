import { FailedChannels } from './failed-channels';
import { SendingHeld } from './sending-held';

/** What everybody at work here should know before they go on. */
export default function Notices() {
  return (
    <>
      <SendingHeld />
      <FailedChannels />
    </>
  );
}
