/** From when until when nothing is heard, as `22:00`. */
export interface QuietHours {
  from: string;
  until: string;
}

/** Whether it is quiet now by the clock of a time zone; hours may pass midnight, and two alike are the whole day. */
export function isQuiet(quiet: QuietHours | null, now: Date, timeZone: string): boolean {
  if (!quiet) return false;
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(
    now,
  );
  const { from, until } = quiet;
  return from < until ? from <= clock && clock < until : from <= clock || clock < until;
}
