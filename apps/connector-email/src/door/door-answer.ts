/** What the door says to a client: reply code, enhanced status code (RFC 3463) and a sentence. */
export interface DoorAnswer {
  code: number;
  text: string;
}

export const answers = {
  taken: { code: 250, text: '2.0.0 Stored' },
  away: { code: 451, text: '4.3.0 Cannot store mail right now, nothing was taken, please try again later' },
  starting: { code: 451, text: '4.3.2 Not ready yet, please try again in a minute' },
  full: { code: 452, text: '4.3.1 Too much mail at once, please try again in a minute' },
  tooLarge: { code: 552, text: '5.3.4 Message is larger than 64 MB' },
  unknown: { code: 550, text: '5.1.1 No such address here' },
  foreign: { code: 554, text: '5.7.1 This server takes no mail from your network' },
} as const satisfies Record<string, DoorAnswer>;
