/** The city that an IANA time zone is named after: `America/Argentina/Buenos_Aires` is Buenos Aires. */
export const cityOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
