import { randomUUID } from 'node:crypto';

/** A request that changes something, about one id; `open` is a person that everybody sees, `version` what was seen of it; `tag` is on it in the closed group. */
export type Change = (about: { id: string; open: string; version: number; tag: string }) => {
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
};

const uuid = /\{\w+\}/g;
const text = { text: 'Nothing' };
const draft = (threadId: string) => ({
  ...{ threadId, mode: 'reply', base: 0, device: 'a page', seq: 1, content: text },
});
const later = (): string => new Date(Date.now() + 86_400_000).toISOString();
const scheduled = (threadId: string, seen: number, reply: object = text) => ({
  ...{ threadId, base: 0, device: 'a page', seq: 1, content: text, sendAt: later(), seen, reply },
});
const keyed = (version: number) => ({ 'if-match': `"${version}"`, 'idempotency-key': randomUUID() });
const undoing = (change: string) => ({ 'if-match': `"${change}"` });
const photo = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], { type: 'image/png' }), 'a.png');
  return form;
};
const inPath =
  (body?: unknown): Change =>
  () => ({ ...(body !== undefined && { body }) });
const onOpen =
  (path: string, body: (id: string) => object): Change =>
  ({ id, open, version }) => ({ path: path.replace(uuid, open), body: body(id), headers: keyed(version) });
/** Without what the caller saw: these read `If-Match` as the change that is undone. */
const acting =
  (body: (id: string) => object): Change =>
  ({ id, open }) => ({ path: `/api/v1/threads/${open}/actions`, body: body(id) });
const together =
  (body: (about: { id: string; open: string }) => object): Change =>
  (about) => ({ body: body(about), headers: { 'idempotency-key': randomUUID() } });
const people = (ids: readonly string[], version: number) =>
  Object.fromEntries(ids.map((id) => [id, version]));

/** Every way in which a request that changes something can name an id, by operation; a new operation needs its own. */
export const changes: Record<string, readonly Change[]> = {
  'DELETE /api/v1/tokens/{id}': [inPath()],
  'POST /api/v1/threads/bulk': [
    together(({ id }) => ({ of: { ids: [id] }, action: { kind: 'close' } })),
    together(({ id, open }) => ({ of: { ids: [open] }, action: { kind: 'assign', agentId: id } })),
    together(({ id, open }) => ({ of: { ids: [open] }, action: { kind: 'team', teamId: id } })),
    together(({ id, open }) => ({ of: { ids: [open] }, action: { kind: 'tag', add: [id] } })),
  ],
  'POST /api/v1/threads/bulk/{id}/undo': [inPath()],
  'POST /api/v1/people/{id}/export': [inPath()],
  'POST /api/v1/people/{id}/erasure': [
    ({ id }) => ({ path: `/api/v1/people/${id}/erasure`, body: { name: 'Nobody', identityIds: [id] } }),
    ({ id, open }) => ({
      path: `/api/v1/people/${open}/erasure`,
      body: { name: 'Nobody', identityIds: [id] },
    }),
  ],
  'POST /api/v1/privacy/jobs/{id}/link': [inPath()],
  'PATCH /api/v1/agents/{id}': [inPath({ name: 'Mine' })],
  'POST /api/v1/agents/{id}/link': [
    inPath({}),
    ({ open, id }) => ({ path: `/api/v1/agents/${open}/link`, body: { accountId: id } }),
  ],
  'POST /api/v1/agents/{id}/deactivate': [inPath({ handOverTo: null })],
  'POST /api/v1/agents/{id}/reactivate': [inPath()],
  'DELETE /api/v1/agents/{id}/second-step': [inPath()],
  'DELETE /api/v1/own-account/sessions/{id}': [inPath()],
  'PATCH /api/v1/account-groups/{id}': [inPath({ name: 'Mine' })],
  'PATCH /api/v1/views/{id}': [inPath({ version: 1, name: 'Mine' })],
  'DELETE /api/v1/views/{id}': [inPath()],
  'POST /api/v1/views/{id}/restore': [inPath()],
  'PATCH /api/v1/signatures/{id}': [inPath({ version: 1, text: 'Mine' })],
  'PATCH /api/v1/tags/{id}': [inPath({ version: 1, name: 'Mine' })],
  'PATCH /api/v1/teams/{id}': [inPath({ version: 1, name: 'Mine' })],
  'DELETE /api/v1/teams/{id}': [inPath()],
  'POST /api/v1/teams/{id}/restore': [inPath()],
  'POST /api/v1/webhooks': [
    ({ id }) => ({
      body: { name: 'Mine', url: 'https://x.example/', events: ['message.received'], accountGroupIds: [id] },
    }),
  ],
  'PATCH /api/v1/webhooks/{id}': [inPath({ version: 1, name: 'Mine' })],
  'DELETE /api/v1/webhooks/{id}': [inPath()],
  'POST /api/v1/webhooks/{id}/secret': [inPath()],
  'POST /api/v1/webhooks/{id}/test': [inPath()],
  'POST /api/v1/webhooks/{id}/replay': [inPath({ failedSince: '2026-01-01T00:00:00Z' })],
  'PUT /api/v1/accounts/{id}/acknowledgement': [inPath({ version: 0, on: false, texts: [] })],
  'PUT /api/v1/accounts/{id}/business-hours': [inPath({ version: 0, hours: null })],
  'PUT /api/v1/accounts/{id}/routing': [
    inPath({ version: 0, teamId: null, lastAgent: false, roundRobin: false }),
  ],
  'PUT /api/v1/agent-mail': [({ id }) => ({ body: { accountId: id } })],
  'POST /api/v1/threads/{id}/replies': [
    ({ version }) => ({ body: text, headers: keyed(version) }),
    onOpen('/api/v1/threads/{id}/replies', (topicId) => ({ ...text, topicId })),
    onOpen('/api/v1/threads/{id}/replies', (answersMessageId) => ({ ...text, answersMessageId })),
    onOpen('/api/v1/threads/{id}/replies', (identityId) => ({
      ...text,
      begins: { identityId, subject: 'Nothing' },
    })),
    onOpen('/api/v1/threads/{id}/replies', (messageId) => ({
      ...text,
      begins: {
        ...{ identityId: randomUUID(), subject: 'Nothing' },
        carries: { kind: 'forward', messageId, attachmentIds: [] },
      },
    })),
    onOpen('/api/v1/threads/{id}/replies', (upload) => ({ ...text, attachments: [upload] })),
  ],
  'POST /api/v1/messages/{id}/resend': [
    ({ version }) => ({ body: { address: 'elsewhere@example.net' }, headers: keyed(version) }),
  ],
  'POST /api/v1/threads/{id}/ok-requests': [
    ({ version }) => ({ body: text, headers: keyed(version) }),
    onOpen('/api/v1/threads/{id}/ok-requests', (answersMessageId) => ({ ...text, answersMessageId })),
  ],
  'POST /api/v1/ok-requests/{id}/ok': [
    ({ version }) => ({ body: { digest: 'none' }, headers: keyed(version) }),
  ],
  'POST /api/v1/threads/{id}/promises': [
    ({ id }) => ({ body: { id: randomUUID(), text: 'Nothing', dueAt: later(), ...(id && {}) } }),
    onOpen('/api/v1/threads/{id}/promises', (topicId) => ({
      ...{ id: randomUUID(), text: 'Nothing', dueAt: later(), topicId },
    })),
    onOpen('/api/v1/threads/{id}/promises', (messageId) => ({
      ...{ id: randomUUID(), text: 'Nothing', dueAt: later(), messageId },
    })),
  ],
  'POST /api/v1/promises/{id}/changes': [
    inPath({ kind: 'keep' }),
    inPath({ kind: 'drop', reason: 'Nothing' }),
    inPath({ kind: 'reopen' }),
  ],
  'POST /api/v1/ok-requests/{id}/return': [inPath({ digest: 'none', reason: 'Nothing' })],
  'POST /api/v1/ok-requests/{id}/withdraw': [inPath()],
  'PUT /api/v1/ok-requests/{id}': [({ version }) => ({ body: text, headers: keyed(version) })],
  'POST /api/v1/threads/{id}/link-card': [inPath({ url: 'https://link.example/' })],
  'POST /api/v1/watches': [
    ({ id }) => ({ body: { messageId: id } }),
    ({ id }) => ({ body: { threadId: id } }),
  ],
  'POST /api/v1/watches/{messageId}/seen': [
    inPath({ messageIds: [], reach: { reposts: null, quotes: null, replies: null, likes: null } }),
  ],
  'PATCH /api/v1/lessons/{id}': [inPath({ state: 'forgotten' })],
  'PATCH /api/v1/scripts/{id}': [inPath({ title: 'Mine' })],
  'DELETE /api/v1/scripts/{id}': [inPath()],
  'POST /api/v1/scripts/{id}/fill': [
    ({ id, open }) => ({ body: { threadId: open }, path: `/api/v1/scripts/${id}/fill` }),
  ],
  'PUT /api/v1/drafts/{id}': [({ id }) => ({ path: `/api/v1/drafts/${randomUUID()}`, body: draft(id) })],
  'PUT /api/v1/drafts/{id}/schedule': [
    ({ id, version }) => ({
      path: `/api/v1/drafts/${randomUUID()}/schedule`,
      body: scheduled(id, version),
    }),
    ({ id, open, version }) => ({
      path: `/api/v1/drafts/${randomUUID()}/schedule`,
      body: scheduled(open, version, { ...text, answersMessageId: id }),
    }),
  ],
  'DELETE /api/v1/drafts/{id}/schedule': [inPath()],
  'POST /api/v1/drafts/{id}/send': [inPath({})],
  'POST /api/v1/messages/{id}/hold-back': [inPath()],
  'POST /api/v1/threads/{id}/presence': [inPath({ doing: 'viewing', device: 'a page' })],
  'POST /api/v1/threads/{id}/notes': [
    inPath(text),
    onOpen('/api/v1/threads/{id}/notes', (topicId) => ({ ...text, topicId })),
  ],
  'PUT /api/v1/threads/{id}/follow': [inPath({ following: true })],
  'POST /api/v1/threads/{id}/actions': [
    inPath({ kind: 'close' }),
    inPath({ kind: 'read' }),
    acting((topicId) => ({ kind: 'close', topicId })),
    acting((topicId) => ({ kind: 'reopen', topicId })),
    acting((topicId) => ({ kind: 'assign', topicId, agentId: null })),
    acting((topicId) => ({ kind: 'snooze', topicId, until: null })),
    acting((topicId) => ({ kind: 'wake', topicId })),
    acting((topicId) => ({ kind: 'team', topicId, teamId: null })),
    acting((handed) => ({ kind: 'team-undo', handed })),
    ...['assign', 'close'].map((kind): Change => ({ id, open }) => ({
      path: `/api/v1/threads/${open}/actions`,
      body: { kind, ...(kind === 'assign' && { agentId: null }) },
      headers: undoing(id),
    })),
  ],
  'POST /api/v1/threads/{id}/tags': [
    ({ tag }) => ({ body: { add: [tag] } }),
    ({ tag }) => ({ body: { remove: [tag] } }),
    ({ id, open }) => ({ path: `/api/v1/threads/${open}/tags`, body: { add: [id] } }),
    ...(['add', 'remove'] as const).map((way): Change => ({ id, open, tag }) => ({
      ...{ path: `/api/v1/threads/${open}/tags`, body: { [way]: [tag] }, headers: undoing(id) },
    })),
  ],
  'PATCH /api/v1/people/{id}': [
    inPath({ facts: { colour: 'red' } }),
    onOpen('/api/v1/people/{id}', (identityId) => ({ facts: { colour: 'red' }, identityId })),
  ],
  'PUT /api/v1/people/{id}/photo': [() => ({ body: photo() })],
  'DELETE /api/v1/people/{id}/photo': [inPath()],
  'PATCH /api/v1/identities/{id}': [inPath({ shared: true }), inPath({ blocked: true })],
  'POST /api/v1/blocks': [({ id }) => ({ body: { identityId: id } })],
  'POST /api/v1/blocks/preview': [({ id }) => ({ body: { identityId: id } })],
  'DELETE /api/v1/blocks/{id}': [inPath()],
  'POST /api/v1/identities/{id}/proofs': [
    inPath({ purpose: 'confirm-address' }),
    ({ open }) => ({ body: { purpose: 'is-this-you', personId: open } }),
  ],
  'POST /api/v1/identities/{id}/profile': [inPath()],
  'POST /api/v1/imports/{id}/undo': [inPath()],
  'PUT /api/v1/messages/{id}/dismissed': [inPath()],
  'DELETE /api/v1/messages/{id}/dismissed': [inPath()],
  'POST /api/v1/messages/{id}/look-again': [inPath()],
  'POST /api/v1/messages/{id}/send-again': [({ version }) => ({ headers: keyed(version) })],
  'POST /api/v1/messages/{id}/take-back': [inPath()],
  'POST /api/v1/invitations': [({ id }) => ({ body: { messageId: id } })],
  'DELETE /api/v1/invitations/{id}': [inPath()],
  'POST /api/v1/board/{id}/severity': [inPath({ level: 'watch', reason: 'Nothing' })],
  'POST /api/v1/board/{id}/claim': [({ id }) => ({ body: { upTo: id } })],
  'POST /api/v1/board/{id}/close': [({ id }) => ({ body: { upTo: id } })],
  'POST /api/v1/board/{id}/take-up': [inPath({})],
  'POST /api/v1/board/{id}/wait-again': [({ id }) => ({ body: { messageIds: [id] } })],
  'POST /api/v1/queries': [({ id }) => ({ body: { accountId: id, name: 'Mine', words: ['mine'] } })],
  'POST /api/v1/queries/try': [({ id }) => ({ body: { accountId: id, words: ['mine'] } })],
  'PATCH /api/v1/queries/{id}': [inPath({ name: 'Mine' })],
  'DELETE /api/v1/queries/{id}': [inPath()],
  'POST /api/v1/suggestions/{id}/reject': [inPath({})],
  'POST /api/v1/suggestions/{id}/later': [inPath()],
  'POST /api/v1/suggestions/{id}/reopen': [inPath()],
  'POST /api/v1/merges/preview': [({ id, open }) => ({ body: { personIds: [open, id] } })],
  'POST /api/v1/merges': [
    ({ id, open, version }) => ({ body: { personIds: [open, id], versions: people([open, id], version) } }),
  ],
  'POST /api/v1/merges/{id}/undo': [inPath({})],
  'POST /api/v1/merges/{id}/undo-preview': [inPath({})],
  'POST /api/v1/splits/preview': [
    ({ id }) => ({ body: { personId: id, identityIds: [id] } }),
    ({ id, open }) => ({ body: { personId: open, identityIds: [id] } }),
  ],
  'POST /api/v1/splits': [
    ({ id, version }) => ({ body: { personId: id, version, identityIds: [id] } }),
    ({ id, open, version }) => ({ body: { personId: open, version, identityIds: [id] } }),
    ({ id, open, version }) => ({ body: { personId: open, version, messageIds: [id] } }),
  ],
  'POST /api/v1/splits/{id}/undo': [inPath({})],
  'POST /api/v1/automatic/{messageId}/thread': [inPath()],
  'PATCH /api/v1/accounts/{id}': [inPath({ name: 'Mine' })],
  'DELETE /api/v1/accounts/{id}': [inPath()],
  'POST /api/v1/accounts/{id}/reconcile': [inPath()],
  'PATCH /api/v1/forms/{id}': [inPath({ state: 'paused' })],
  'DELETE /api/v1/forms/{id}': [inPath()],
  'POST /api/v1/quarantine/{id}/replay': [inPath()],
  'POST /api/v1/quarantine/{id}/discard': [inPath()],
  'POST /api/v1/quarantine/{id}/block': [inPath({ blocked: true })],
  'POST /api/v1/quarantine/{id}/report': [inPath({ as: 'spam' })],
};

/** Operations that name nothing which is there already. */
export const namingNothing: readonly string[] = [
  'POST /api/v1/setup',
  'POST /api/v1/people',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'POST /api/v1/session/forgot',
  'POST /api/v1/agents',
  'POST /api/v1/account-groups',
  'PUT /api/v1/business-hours',
  'POST /api/v1/signatures',
  'POST /api/v1/tags',
  'POST /api/v1/views',
  'POST /api/v1/teams',
  'POST /api/v1/agent-links/read',
  'POST /api/v1/agent-links/use',
  'POST /api/v1/tokens',
  'POST /api/v1/imports/preview',
  'POST /api/v1/imports',
  'POST /api/v1/uploads',
  'POST /api/v1/accounts/oauth',
  'POST /api/v1/accounts',
  'POST /api/v1/forms',
  'POST /api/v1/retention',
  'POST /api/v1/sending',
  'PUT /api/v1/public-pause',
  'DELETE /api/v1/public-pause',
  'PUT /api/v1/ok-rule',
  'PUT /api/v1/lessons/rule',
  'POST /api/v1/scripts',
  'PUT /api/v1/own-settings',
  'POST /api/v1/notices/read',
  'PATCH /api/v1/own-account',
  'POST /api/v1/own-account/password',
  'POST /api/v1/own-account/second-step',
  'POST /api/v1/own-account/second-step/confirm',
  'POST /api/v1/own-account/second-step/recovery-codes',
  'POST /api/v1/own-account/second-step/remove',
  'DELETE /api/v1/own-account/sessions',
  // A draft is its writer's alone, and discarding ends alike whether or not there ever was one.
  'DELETE /api/v1/drafts/{id}',
  // Watching ends alike whether or not it ever began.
  'DELETE /api/v1/watches/{messageId}',
];
