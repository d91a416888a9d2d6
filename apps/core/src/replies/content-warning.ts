/** The connector marks what has one, and puts it before the words. */
const isWarned = (alias: string): string => `${alias}.marks @> '[{"code":"content-warning"}]'`;

/** SQL: what its author put above the words of message `alias`; null: nothing. */
export const contentWarningOf = (alias: string): string =>
  `case when ${isWarned(alias)} then substring(${alias}.text from '^CW: (.*?)(?:\\n\\n|$)') end`;

/** SQL: `words` of message `alias` without the warning above them, which a badge says. */
export const belowWarning = (alias: string, words: string): string => `case
      when ${alias}.marks <> '[]' and ${isWarned(alias)} then regexp_replace(${words}, '^CW: .*?(\\n\\n|$)', '')
      else ${words} end`;
