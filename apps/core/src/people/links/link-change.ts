export type Grade = 'proven' | 'claimed' | 'inferred';

/** What a link rests on. `type` is for `evidenceWords`; the rest is what was seen, never bodies. */
export type Evidence = { type: string } & Readonly<Record<string, unknown>>;

/** Who changes links: an agent, or a rule or import by its name. */
export type ChangeActor = { agentId: string } | { name: string };

/** Why links change. */
export interface Grounds {
  evidence: Evidence;
  grade: Grade;
  actor: ChangeActor;
  reason?: string | undefined;
  suggestionId?: string | undefined;
}

/** One change of links, to be written with all that follows from it. */
export interface LinkChange extends Grounds {
  kind: 'merge' | 'split' | 'undo';
  /** See `link_change.identity_ids`. */
  identityIds: readonly string[];
  undoesId?: string;
}

/** What became of a change. */
export interface Changed {
  id: string;
  kind: 'merge' | 'split' | 'undo';
  /** Persons that hold identities now, of those concerned. */
  personIds: string[];
  /** Persons that lost all identities, with the one to whom their id leads now. */
  gone: { id: string; now: string }[];
}
