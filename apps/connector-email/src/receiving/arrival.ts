import type { Arrival } from '@filo/contracts';

/** The client that handed a mail to our door; what SPF is judged by. */
export interface DoorClient {
  ip: string;
  /** Its name in EHLO. */
  name: string;
  /** Envelope sender; empty for `<>`. */
  mailFrom: string;
}

/** How, when and as what one copy of a mail reached us. */
export interface ArrivedMail {
  arrival: Arrival;
  /** INTERNALDATE, or the moment of our 250. */
  at: Date;
  /** `sent`: it lay in the folder of what we sent. */
  role: 'received' | 'sent';
  history: boolean;
  /** Our addresses that the envelope named; a mailbox does not tell. */
  envelopeRecipients: readonly string[];
  client?: DoorClient;
}
