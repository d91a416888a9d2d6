import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

/** What an agent does at a thread; `gone`: nothing any more. */
export const presenceDoing = z.enum(['viewing', 'replying', 'noting']);
export type PresenceDoing = z.infer<typeof presenceDoing>;

/**
 * `POST /api/v1/threads/:id/presence`, every 5 s; without a word for 12 s it is over. Kept in memory alone, told to those who see the thread in an
 * account group that the agent sees it in.
 */
export const presenceBeat = z.strictObject({
  doing: z.union([presenceDoing, z.literal('gone')]),
  /** Names the page: an agent may have several open. */
  device: z.string().min(1).max(64),
  /** For how long already, in milliseconds: clocks of browsers are wrong. */
  forMs: z.int().min(0).max(86_400_000).default(0),
});
export type PresenceBeat = z.input<typeof presenceBeat>;

export const presentAgent = z.object({ agent: agentBrief, doing: presenceDoing, since: z.string() });
export type PresentAgent = z.infer<typeof presentAgent>;

/** `GET /api/v1/presence`: at which threads other agents are; what changes afterwards comes as events of kind `presence`. */
export const presenceList = z.object({
  threads: z.array(z.object({ threadId: uuid, agents: z.array(presentAgent) })),
});
export type PresenceList = z.infer<typeof presenceList>;
