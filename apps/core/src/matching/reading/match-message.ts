/** Who wrote a message, by what is known of the identity when it is read. */
export interface MatchIdentity {
  id: string;
  kind: string;
  key: string;
  name: string | null;
  handle: string | null;
}

/** A message of somebody, as far as it can show who they are. */
export interface MatchMessage {
  id: string;
  author: MatchIdentity;
  subject: string | null;
  newText: string;
  signatureText: string | null;
  facts: Readonly<Record<string, string>>;
  /** Where a phone number without a country is at home, such as `IT`. */
  country: string | undefined;
}
