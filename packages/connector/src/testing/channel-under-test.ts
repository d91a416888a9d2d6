import type { SendInput } from '@filo/contracts';
import type { Channel } from '../channel.js';

/** What a connector's test gives the contract suite; the other side is real, or a server of the test's own. */
export interface ChannelUnderTest {
  channel: Channel;
  /** Our own address on the channel. */
  address: string;
  settings?: Record<string, unknown>;
  secrets?: Record<string, string>;
  /**
   * Somebody writes this text to our account. Resolves when the source has it; for a door, with whether it said yes. A door
   * may refuse: then the writer tries again.
   */
  write(text: string): Promise<void>;
  /** From now on the source fails, as if its server were down; absent where `cannot.break` says why. */
  breakSource?(): Promise<void>;
  mendSource?(): Promise<void>;
  /** The texts that reached the other side, in order; absent where the channel cannot answer. */
  received?(): Promise<string[]>;
  /** What a command to answer must name on this channel, such as the post that it answers. */
  answering?: Partial<SendInput>;
  /** How the other side treats the next thing sent: asks to come later, refuses it for good, or cuts the line; absent where `cannot.refuse` says why. */
  nextSend?(treatment: 'later' | 'refused' | 'cut'): Promise<void>;
  /** Ends what `setUp` started. */
  close(): Promise<void>;
}

/** Called before each test, so that no test sees another's messages. `pollMs`: how often a channel that looks is to look, and that nothing else is to wake it. */
export type SetUp = (over?: { pollMs: number }) => Promise<ChannelUnderTest>;
