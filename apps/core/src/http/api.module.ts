import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AccountsController } from '../accounts/accounts.controller.js';
import { OAuthAccountsController } from '../accounts/oauth/oauth-accounts.controller.js';
import { OAuthClientsController } from '../accounts/oauth/oauth-clients.controller.js';
import { oauthParts } from '../accounts/oauth/oauth-parts.js';
import { AgentLinksController } from '../agent-links/agent-links.controller.js';
import { AgentMailController } from '../agent-links/agent-mail.controller.js';
import { AccountGroupsController } from '../agents/account-groups.controller.js';
import { AgentStatesController } from '../agents/agent-states.controller.js';
import { AgentsController } from '../agents/agents.controller.js';
import { AttachmentsController } from '../attachments/attachments.controller.js';
import { ChannelsController } from '../channels/channels.controller.js';
import { AutomaticController } from '../automatic-mail/automatic.controller.js';
import { RevisionsController } from '../edits/revisions.controller.js';
import { SendAgainController } from '../deliveries/sending-again/send-again.controller.js';
import { LookAgainController } from '../deliveries/sending-again/look-again.controller.js';
import { TakeBackController } from '../deliveries/taking-back/take-back.controller.js';
import { OkRequestsController, OkRuleController } from '../oks/ok-requests.controller.js';
import { blockActions } from '../blocking/block-actions.js';
import { BlocksController } from '../blocking/blocks.controller.js';
import { BoardController } from '../board/board.controller.js';
import { VoicesController } from '../board/voices.controller.js';
import { BulkController } from '../bulk/bulk.controller.js';
import { DraftsController } from '../drafts/drafts.controller.js';
import { ScheduleController } from '../drafts/later/schedule.controller.js';
import { EventsController } from '../events/events.controller.js';
import { FormsController } from '../forms/forms.controller.js';
import { HealthController } from '../health-page/health.controller.js';
import { ImportsController } from '../imports/imports.controller.js';
import { DirectPagesController } from '../invitations/direct/direct-pages.controller.js';
import { InvitationsController } from '../invitations/invitations.controller.js';
import { InvitationPagesController } from '../invitations/page/invitation-pages.controller.js';
import { QueriesController } from '../listening/queries.controller.js';
import { SignInPagesController } from '../invitations/sign-in/sign-in-pages.controller.js';
import { signInParts } from '../invitations/sign-in/sign-in-parts.js';
import { PromisesController } from '../promises/promises.controller.js';
import { MergesController } from '../merges/merges.controller.js';
import { SplitsController } from '../merges/splits.controller.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { HistoryController } from '../person-history/history.controller.js';
import { IdentitiesController } from '../identities/identities.controller.js';
import { FollowsController } from '../following/follows.controller.js';
import { NoticesController } from '../notices/notices.controller.js';
import { NotesController } from '../notes/notes.controller.js';
import { OutboxController } from '../outbox-page/outbox.controller.js';
import { AuditController } from '../audit/audit.controller.js';
import { OwnAccountController } from '../own-account/own-account.controller.js';
import { SecondStepController } from '../own-account/second-step.controller.js';
import { OwnSettingsController } from '../own-settings/own-settings.controller.js';
import { PeopleController } from '../people-pages/people.controller.js';
import { privacyActions } from '../privacy/privacy-actions.js';
import { PrivacyController } from '../privacy/privacy.controller.js';
import { webhookActions } from '../webhooks/webhook-actions.js';
import { WebhooksController } from '../webhooks/webhooks.controller.js';
import { PhotosController } from '../photos/photos.controller.js';
import { PresenceController } from '../presence/presence.controller.js';
import { PublicPauseController } from '../public-pause/public-pause.controller.js';
import { ProofPagesController } from '../proofs/proof-pages.controller.js';
import { ProfilesController } from '../public-profiles/profiles.controller.js';
import { ProofsController } from '../proofs/proofs.controller.js';
import { QuarantineContentController } from '../quarantine-page/quarantine-content.controller.js';
import { QuarantineController } from '../quarantine-page/quarantine.controller.js';
import { LinkCardsController } from '../link-cards/link-cards.controller.js';
import { HoldBackController } from '../replies/hold-back.controller.js';
import { BeginningController } from '../beginning/beginning.controller.js';
import { ResendController } from '../beginning/resend.controller.js';
import { RepliesController } from '../replies/replies.controller.js';
import { RetentionController } from '../retention/retention.controller.js';
import { AcknowledgementController } from '../acknowledging/acknowledgement.controller.js';
import { AccountRoutingController } from '../routing/account-routing.controller.js';
import { ViewsController } from '../saved-views/views.controller.js';
import { AccountHoursController } from '../business-hours/account-hours.controller.js';
import { BusinessHoursController } from '../business-hours/business-hours.controller.js';
import { SignaturesController } from '../signatures/signatures.controller.js';
import { TagsController } from '../tags/tags.controller.js';
import { ThreadTagsController } from '../tags/thread-tags.controller.js';
import { TeamsController } from '../teams/teams.controller.js';
import { ScriptsController } from '../scripts/scripts.controller.js';
import { SearchController } from '../search/search.controller.js';
import { SendingController } from '../sending/sending.controller.js';
import { SessionController } from '../sessions/session.controller.js';
import { SetupController } from '../setup/setup.controller.js';
import { SuggestionsController } from '../suggestions/suggestions.controller.js';
import { AnswersController } from '../thread-actions/answers.controller.js';
import { ThreadActionsController } from '../thread-actions/thread-actions.controller.js';
import { ThreadsController } from '../thread-pages/threads.controller.js';
import { LessonsController } from '../lessons/lessons.controller.js';
import { WatchesController } from '../watches/watches.controller.js';
import { ApiTokensController } from '../tokens/api-tokens.controller.js';
import { UploadsController } from '../uploads/uploads.controller.js';
import { actions } from './api-actions.js';
import type { ApiParts } from './api-parts.js';
import { givenParts } from './given-parts.js';
import { InboxController } from './inbox.controller.js';
import { OpenApiController } from './open-api.controller.js';

/** In this order: the inbox answers what no other controller took. */
export const controllers: Type[] = [
  HealthController,
  MetricsController,
  OpenApiController,
  SetupController,
  BoardController,
  VoicesController,
  WatchesController,
  LessonsController,
  SessionController,
  AgentsController,
  AgentStatesController,
  AccountGroupsController,
  TeamsController,
  SignaturesController,
  AccountHoursController,
  BusinessHoursController,
  TagsController,
  ThreadTagsController,
  ViewsController,
  AccountRoutingController,
  AcknowledgementController,
  AgentLinksController,
  AgentMailController,
  ApiTokensController,
  BulkController,
  ThreadsController,
  LinkCardsController,
  RepliesController,
  BeginningController,
  ResendController,
  OkRequestsController,
  OkRuleController,
  SendAgainController,
  TakeBackController,
  LookAgainController,
  HoldBackController,
  OwnAccountController,
  SecondStepController,
  OwnSettingsController,
  NotesController,
  NoticesController,
  FollowsController,
  DraftsController,
  ScheduleController,
  PresenceController,
  ThreadActionsController,
  PromisesController,
  PeopleController,
  IdentitiesController,
  BlocksController,
  ProofsController,
  InvitationsController,
  ImportsController,
  SuggestionsController,
  PhotosController,
  ProfilesController,
  MergesController,
  SplitsController,
  ScriptsController,
  SearchController,
  HistoryController,
  UploadsController,
  AttachmentsController,
  ChannelsController,
  AutomaticController,
  OAuthAccountsController,
  OAuthClientsController,
  AccountsController,
  QueriesController,
  FormsController,
  OutboxController,
  AuditController,
  SendingController,
  PublicPauseController,
  RetentionController,
  PrivacyController,
  WebhooksController,
  QuarantineController,
  QuarantineContentController,
  AnswersController,
  RevisionsController,
  EventsController,
  InvitationPagesController,
  SignInPagesController,
  DirectPagesController,
  ProofPagesController,
  InboxController,
];

/** The HTTP api. One guard stands before every route. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      controllers,
      providers: [
        ...givenParts(parts),
        ...oauthParts(parts),
        ...signInParts(parts),
        ...blockActions,
        ...privacyActions,
        ...webhookActions(parts),
        ...actions,
      ],
    };
  }
}
