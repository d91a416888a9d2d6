/** The envelope of Standard Webhooks, with the version of its data. */
export const bodyOf = (type: string, at: Date, data: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ v: 1, type, timestamp: at.toISOString(), data });
