/** Where pages of the admin area lie, apart from the first page: it need not know. */
export const latePages = {
  agents: () => import('../features/agents/agents-page'),
  tags: () => import('../features/tags/tags-page'),
  signatures: () => import('../features/signatures/signatures-page'),
  'business-hours': () => import('../features/business-hours/business-hours-page'),
  webhooks: () => import('../features/webhooks/webhooks-page'),
  forms: () => import('../features/forms/forms-page'),
  outbox: () => import('../features/outbox/outbox-page'),
  quarantine: () => import('../features/quarantine/quarantine-page'),
  automatic: () => import('../features/automatic/automatic-page'),
  imports: () => import('../features/imports/imports-page'),
  privacy: () => import('../features/privacy/privacy-page'),
  health: () => import('../features/health/health-page'),
  tokens: () => import('../features/tokens/tokens-page'),
};
export type LatePage = keyof typeof latePages;
