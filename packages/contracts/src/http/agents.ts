import { z } from 'zod';
import { safeText, uuid } from '../primitives.js';
import { agentView, code, language, password, role, timeZone } from './session.js';

export const personName = safeText(200).pipe(z.string().trim().min(1));
const groupIds = z.array(uuid).max(1000);

/** `invited`: the link waits to be opened. `deactivated`: signs in no more; what they did keeps their name. */
export const agentState = z.enum(['invited', 'active', 'deactivated']);

/** An agent as admins and supervisors see them. */
export const agentAccount = agentView.extend({
  language,
  state: agentState,
  accountGroupIds: z.array(uuid),
  lastSeenAt: z.string().nullable(),
  /** Until when the link that was made last may be opened. */
  linkUntil: z.string().nullable(),
  /** Topics that are not closed and theirs. */
  openTopics: z.int(),
  /** Their topics or promises are on the way to whoever takes them over. */
  handingOver: z.boolean(),
  /** A code is asked for beside their password. */
  secondStep: z.boolean(),
});
export type AgentAccount = z.infer<typeof agentAccount>;

/** `GET /api/v1/agents/all`: with those who are invited or deactivated. */
export const agentAccounts = z.object({ items: z.array(agentAccount), next: z.string().nullable() });

/** `POST /api/v1/agents`: invites somebody. Without `accountId` the link is answered once, to be handed on. */
export const agentInvite = z.strictObject({
  name: personName,
  email: z.email().max(320),
  role,
  accountGroupIds: groupIds,
  language: language.default('en'),
  timeZone: timeZone.default('UTC'),
  /** The mail account that sends the link. */
  accountId: uuid.optional(),
});
export type AgentInvite = z.input<typeof agentInvite>;

/** The link is told once, and not at all where it left by mail. */
export const agentLinkMade = z.object({
  agentId: uuid,
  url: z.string().nullable(),
  until: z.string(),
});
export type AgentLinkMade = z.infer<typeof agentLinkMade>;

/** `POST /api/v1/agents/:id/link`: a new one-time link, which voids the one before. */
export const agentLinkCreate = z.strictObject({ accountId: uuid.optional() });

/** `PATCH /api/v1/agents/:id`: what is not named stays. */
export const agentPatch = z
  .strictObject({ name: personName, role, accountGroupIds: groupIds, language, timeZone })
  .partial();
export type AgentPatch = z.input<typeof agentPatch>;

/** `POST /api/v1/agents/:id/deactivate`: their open topics and promises go to this agent, or topics to nobody. */
export const agentDeactivate = z.strictObject({ handOverTo: uuid.nullable() });

/** `GET /api/v1/account-groups`: the unit of access. */
export const accountGroupView = z.object({
  id: uuid,
  name: z.string(),
  agents: z.int(),
  accounts: z.array(z.string()),
});
export type AccountGroupView = z.infer<typeof accountGroupView>;
export const accountGroups = z.object({ items: z.array(accountGroupView) });
export const accountGroupWrite = z.strictObject({ name: personName });

/** `GET` and `PUT /api/v1/agent-mail`: the account by which links go to agents who forgot their password; null: by none. */
export const agentMail = z.object({
  accountId: uuid.nullable(),
  /** Mailboxes that send by a server of their own. What the outbox page shows, anybody of its group could open. */
  accounts: z.array(z.object({ id: uuid, address: z.string() })),
});
export type AgentMail = z.infer<typeof agentMail>;
export const agentMailSet = z.strictObject({ accountId: uuid.nullable() });

const token = z.string().min(1).max(200);

/** `POST /api/v1/agent-links/read`: whom a link is for. Its secret travels in the body, so that no log holds it. */
export const agentLinkRead = z.strictObject({ token });
export const agentLinkView = z.object({
  purpose: z.enum(['invite', 'reset']),
  name: z.string(),
  email: z.string(),
  organisation: z.string(),
  language,
  until: z.string(),
  /** A code is asked for beside the new password. */
  secondStep: z.boolean(),
});
export type AgentLinkView = z.infer<typeof agentLinkView>;

/** `POST /api/v1/agent-links/use`: sets the password, and signs in. */
export const agentLinkUse = z.strictObject({ token, password, code: code.optional() });

/** `POST /api/v1/session/forgot`: answers the same whether or not there is such an agent. */
export const forgotPassword = z.strictObject({ email: z.email().max(320) });
export const forgotAnswer = z.object({
  /** A link is on its way if there is such an agent; false: only an admin can make one. */
  byMail: z.boolean(),
});
