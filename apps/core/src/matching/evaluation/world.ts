/** An address or account that somebody writes from, and whose it is: the label that no matching may see. */
export interface WorldIdentity {
  kind: string;
  key: string;
  name: string | undefined;
  handle?: string;
  /** Whose it is; undefined: several write from it. */
  human: number | undefined;
}

export interface WorldMessage {
  /** Index of the identity. */
  author: number;
  channel: 'email' | 'webform' | 'x';
  /** As whom they sign, where that is not the name of the identity. */
  name?: string;
  subject: string;
  text: string;
  signature?: string;
  quoted?: string;
  facts: Record<string, string>;
  /** Index of the identity that reads a copy. */
  copyTo?: number;
}

export interface World {
  humans: number;
  identities: WorldIdentity[];
  /** In the order in which they are written. */
  messages: WorldMessage[];
}
