/** Channels on which everybody reads what is said, so that an account can listen there for what nobody says to it. */
export const listeningChannels: ReadonlySet<string> = new Set(['x', 'bluesky', 'mastodon']);
