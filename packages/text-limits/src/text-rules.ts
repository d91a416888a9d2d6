/**
 * How a network counts the words of one post and what of them it takes, as its platform says in its descriptor; `textRule` of `@filo/contracts` checks it
 * and says what each means.
 */
export interface TextRule {
  count: string;
  max: number;
  maxBySetting?: Readonly<Record<string, number>> | undefined;
  bytesMax?: number | undefined;
  perAddress?: number | undefined;
  shortMentions?: boolean | undefined;
  countsName?: boolean | undefined;
  countsWarning?: boolean | undefined;
  pictures?: PictureRule | undefined;
}

interface PictureRule {
  max: number;
  bytesMax: number;
  altMax: number;
  types?: readonly string[] | undefined;
}

export interface TextRules {
  public: TextRule;
  /** Absent: what holds in public holds in private. */
  private?: TextRule | undefined;
}
