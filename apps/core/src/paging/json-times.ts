/** SQL that writes an instant as the API does: ISO 8601 in UTC with milliseconds; null stays null. */
export const iso = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** SQL that writes an instant with all its microseconds, for a page marker. */
export const exactly = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
