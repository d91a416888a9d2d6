/** As people are told it: 2026-11-26 16:47 UTC. */
export const minuteIn = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
