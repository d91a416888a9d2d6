import type { DeliveryReport, MessageMark } from '@filo/contracts';

export interface UsedNameRow {
  identity_id: string;
  account_group_id: string;
  name: string;
  /** Null while only others have named it so. */
  first_at: string | null;
  last_at: string | null;
  proven: boolean;
}

/** Rows of one batch, as they will be written in one statement. Names are those of the columns. */
export interface BatchRows {
  persons: { id: string }[];
  links: {
    id: string;
    identity_id: string;
    person_id: string;
    evidence: object;
    grade: string;
    actor: string;
  }[];
  names: { id: string; name: string; name_at: string; name_proven: boolean; name_group_id: string }[];
  /** Of identities that wrote under more than one name, or are named in more than one account group. */
  usedNames: UsedNameRow[];
  topics: TopicRow[];
  messages: MessageRow[];
  participants: { message_id: string; identity_id: string; role: string }[];
  blobs: { sha256: string; bytes: number }[];
  attachments: AttachmentRow[];
  arrivals: ArrivalRow[];
  facts: {
    id: string;
    identity_id: string;
    field: string;
    value: string;
    source: string;
    actor: 'author';
    at: string;
    claimed: boolean;
    account_group_id: string;
  }[];
  actions: ActionRow[];
  evidence: EvidenceRow[];
}

/** See the table `evidence_waiting`. */
export interface EvidenceRow {
  id: string;
  kind: 'ask' | 'join' | 'code' | 'invited';
  /** Null: an address that says to be whom an invitation invites. */
  identity_id: string | null;
  other_identity_id: string | null;
  evidence: object | null;
  account_group_id: string;
}

export interface ActionRow {
  id: string;
  kind: 'placed' | 'assign';
  topic_id: string;
  message_id: string;
  rule: string;
  data: object;
}

export interface TopicRow {
  id: string;
  anchor_identity_id: string;
  subject: string | null;
  subject_key: string | null;
  assignee_id: string | null;
  account_id: string;
  account_group_id: string;
  opened_at: string;
  last_at: string;
  /** Until it is settled. */
  state: 'closed';
  continues_topic_id: string | null;
}

export interface MessageRow {
  id: string;
  channel: string;
  account_id: string;
  account_group_id: string;
  direction: string;
  class: string;
  history: boolean;
  anchor_identity_id: string;
  author_identity_id: string;
  reply_identity_id: string;
  topic_id: string | null;
  answers_message_id: string | null;
  copy_of: string | null;
  audience: string;
  proof: string;
  proof_reason: string;
  /** Of what is only claimed. */
  said_name: string | null;
  subject: string | null;
  text: string;
  new_text: string;
  quoted_text: string | null;
  signature_text: string | null;
  html: string | null;
  threading_id: string | null;
  in_reply_to: string[];
  reference_ids: string[];
  raw_sha256: string | null;
  permalink: string | null;
  marks: MessageMark[];
  reports: DeliveryReport[];
  sort_at: string;
  claimed_at: string | null;
}

export interface AttachmentRow {
  id: string;
  message_id: string;
  position: number;
  sha256: string;
  name: string;
  media_type: string;
  inline: boolean;
  content_id: string | null;
  source: string | null;
}

export interface ArrivalRow {
  id: string;
  message_id: string;
  account_id: string;
  via: string;
  folder: string;
  uid_validity: string;
  uid: number | null;
  raw_sha256: string | null;
  /** What its account calls a post that has a name in all of its network; null: as the ledger does. */
  external_id: string | null;
}

export const noRows = (): BatchRows => ({
  persons: [],
  links: [],
  names: [],
  usedNames: [],
  topics: [],
  messages: [],
  participants: [],
  blobs: [],
  attachments: [],
  arrivals: [],
  facts: [],
  actions: [],
  evidence: [],
});
