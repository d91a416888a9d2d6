import type {
  DirectInvitation,
  InvitationCreate,
  InvitationLanguage,
  InvitationView,
  InvitingLook,
} from '@filo/contracts/http';
import { request } from '../api/request';

/** Invites the author of a public message; the same one is answered while it is open, with its words in this language. */
export const makeInvitation = (messageId: string, language: InvitationLanguage): Promise<InvitationView> =>
  request('/invitations', { method: 'POST', body: { messageId, language } });

/** Whether the author of a public message can be invited, and the invitation that is open. Invites nobody. */
export const lookAtInviting = (messageId: string): Promise<InvitingLook> =>
  request(`/messages/${messageId}/inviting`);

/** Whether that could go by direct message. Invites nobody. */
export const lookAtDirect = (messageId: string): Promise<DirectInvitation> =>
  request(`/messages/${messageId}/inviting/direct`);

/** Invites them by a message to the public account alone, with a link that proves that account; where it cannot be sent nobody is invited. */
export const inviteDirectly = (
  messageId: string,
  said: Pick<InvitationCreate, 'text' | 'language'>,
): Promise<InvitationView> =>
  request('/invitations', { method: 'POST', body: { messageId, directly: true, undo: true, ...said } });

export const withdrawInvitation = (id: string): Promise<InvitationView> =>
  request(`/invitations/${id}`, { method: 'DELETE' });
