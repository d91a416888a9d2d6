/** Somebody that an instance knows: one of its own, or one of another instance. */
export interface Actor {
  id: string;
  username: string;
  /** Of another instance; absent for one of our own. */
  domain: string | undefined;
  displayName: string;
  /** What names them for good, in all of the network. */
  uri: string;
  url: string;
  avatar: string;
  suspended: boolean;
  /** What they say of themselves, as HTML. */
  note: string;
  /** Ids of whom they let see nothing. */
  blocks: Set<string>;
}

export const acctOf = ({ username, domain }: Actor): string =>
  domain === undefined ? username : `${username}@${domain}`;
