import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';
import { personName } from './agents.js';
import { teamBrief, teamColour } from './team-brief.js';

/** Who answers together. Being in a team shows nobody more: what an agent sees follows from their account groups alone. */
export const teamView = teamBrief.extend({
  /** Moves with every change; a change names the one that it was made on. */
  version: z.int(),
  /** Without those who were deactivated, who stay in it for when they come back. */
  members: z.array(agentBrief),
  /** Accounts and forms whose threads are the team's, as far as the reader may see them. */
  accounts: z.array(z.string()),
});
export type TeamView = z.infer<typeof teamView>;

/** `GET /api/v1/teams`: all there are, by name. */
export const teamList = z.object({ items: z.array(teamView) });
export type TeamList = z.infer<typeof teamList>;

const memberIds = z.array(uuid).max(1000);

/** `POST /api/v1/teams` */
export const teamCreate = z.strictObject({
  name: personName,
  colour: teamColour.nullable().default(null),
  memberIds: memberIds.default([]),
});
export type TeamCreate = z.input<typeof teamCreate>;

/** `PATCH /api/v1/teams/:id`: what is not named stays; of a team that somebody else changed since, 409 `team-changed` tells how it is now. */
export const teamPatch = z.strictObject({
  version: z.int(),
  name: personName.optional(),
  colour: teamColour.nullable().optional(),
  memberIds: memberIds.optional(),
});
export type TeamPatch = z.input<typeof teamPatch>;

/** `GET` and `PUT /api/v1/accounts/:id/routing`, of mailboxes, profiles and forms: whose what comes in by it is. */
export const accountRouting = z.object({
  /** Moves with every change. */
  version: z.int(),
  teamId: uuid.nullable(),
  /**
   * A topic that begins, or that wakes while nobody has it, goes to the agent whom the person prefers, else to whoever answered them last, if
   * they are present, not away and may see it.
   */
  lastAgent: z.boolean(),
  /** Else to the members of the team in turn, as far as the same holds for them; else it waits in the team. */
  roundRobin: z.boolean(),
  /** The turn goes to whoever has the fewest topics that wait for an answer. */
  fewestOpen: z.boolean(),
});
export type AccountRouting = z.infer<typeof accountRouting>;
export const accountRoutingSet = z.strictObject({
  ...accountRouting.shape,
  fewestOpen: z.boolean().default(false),
});
export type AccountRoutingSet = z.input<typeof accountRoutingSet>;
