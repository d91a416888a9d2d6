import type { Provider } from '@nestjs/common';
import { FindReader } from '../access/find-reader.js';
import { ChangeAccount } from '../accounts/change-account.js';
import { HearConnectors } from '../accounts/hear-connectors.js';
import { BeginWriting } from '../beginning/begin-writing.js';
import { ResendMessage } from '../beginning/resend-message.js';
import { KnownChannels } from '../channels/known-channels.js';
import { MakeAccount } from '../accounts/make-account.js';
import { RemoveAccount } from '../accounts/remove-account.js';
import { ReconcileAccount } from '../accounts/reconcile-account.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { SayHealth } from '../accounts-health/say-health.js';
import { FindStoredFile } from '../attachments/find-stored-file.js';
import { ListAutomatic } from '../automatic-mail/list-automatic.js';
import { PlaceAutomatic } from '../automatic-mail/place-automatic.js';
import { SendAgain } from '../deliveries/sending-again/send-again.js';
import { LookAgain } from '../deliveries/sending-again/look-again.js';
import { TakeBackMessage } from '../deliveries/taking-back/take-back-message.js';
import { boardActions } from '../board/board-actions.js';
import { SetAcknowledgement } from '../acknowledging/set-acknowledgement.js';
import { SetAccountHours } from '../business-hours/set-account-hours.js';
import { SetBusinessHours } from '../business-hours/set-business-hours.js';
import { bulkActions } from '../bulk/bulk-actions.js';
import { draftActions } from '../drafts/draft-actions.js';
import { EventStream } from '../events/event-stream.js';
import { LiveTail } from '../events/live-tail.js';
import { TellReader } from '../events/tell-reader.js';
import { WriteFacts } from '../facts/write-facts.js';
import { SaveForm } from '../forms/save-form.js';
import { ExpectedServices } from '../health-page/expected-services.js';
import { WatchServices } from '../health-page/watch-services.js';
import { ChangeIdentity } from '../identities/change-identity.js';
import { ShowImports } from '../imports/show-imports.js';
import { TakeImport } from '../imports/take-import.js';
import { InviteAuthor } from '../invitations/direct/invite-author.js';
import { InviteDirectly } from '../invitations/direct/invite-directly.js';
import { MayWriteFirst } from '../invitations/direct/may-write-first.js';
import { TakeDirect } from '../invitations/direct/take-direct.js';
import { MakeInvitation } from '../invitations/make-invitation.js';
import { TakeAddress } from '../invitations/page/take-address.js';
import { ShowInvitations } from '../invitations/show-invitations.js';
import { WithdrawInvitation } from '../invitations/withdraw-invitation.js';
import { ChangePeople } from '../merges/change-people.js';
import { FindPeople } from '../merges/find-people.js';
import { SaveQuery } from '../listening/save-query.js';
import { SetAside } from '../listening/set-aside.js';
import { ShowQueries } from '../listening/show-queries.js';
import { TakeUpPost } from '../listening/take-up-post.js';
import { TryQuery } from '../listening/try-query.js';
import { PreviewUndo } from '../merges/preview-undo.js';
import { PreviewChange } from '../merges/preview-change.js';
import { noticeActions } from '../notices/notice-actions.js';
import { WriteNote } from '../notes/write-note.js';
import { ShowHistory } from '../person-history/show-history.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ListPeople } from '../people-pages/list-people.js';
import { ShowPerson } from '../people-pages/show-person.js';
import { ChangePhoto } from '../photos/change-photo.js';
import { FetchChannelPhoto } from '../photos/fetch-channel-photo.js';
import { SendPhoto } from '../photos/send-photo.js';
import { StorePhoto } from '../photos/store-photo.js';
import { PresentAgents } from '../presence/present-agents.js';
import { SayPresence } from '../presence/say-presence.js';
import { AskProof } from '../proofs/ask-proof.js';
import { ConfirmProof } from '../proofs/confirm-proof.js';
import { DenyProof } from '../proofs/deny-proof.js';
import { ShowProofs } from '../proofs/show-proofs.js';
import { ChangePromise } from '../promises/change-promise.js';
import { MakePromise } from '../promises/make-promise.js';
import { ShowPromises } from '../promises/show-promises.js';
import { KeepProfile } from '../public-profiles/keep-profile.js';
import { ShowProfile } from '../public-profiles/show-profile.js';
import { BlockSender } from '../quarantine-page/block-sender.js';
import { DiscardQuarantined } from '../quarantine-page/discard-quarantined.js';
import { QuarantineItems } from '../quarantine-page/quarantine-items.js';
import { ReadContent } from '../quarantine-page/read-content.js';
import { ReplayItem } from '../quarantine-page/replay-item.js';
import { ReportQuarantined } from '../quarantine-page/report-quarantined.js';
import { FilesForReply } from '../replies/files-for-reply.js';
import { AskForOk } from '../oks/ask-for-ok.js';
import { DecideOkRequest } from '../oks/decide-ok-request.js';
import { GiveOk } from '../oks/give-ok.js';
import { SetOkRule } from '../oks/set-ok-rule.js';
import { ShowOkRequests } from '../oks/show-ok-requests.js';
import { HoldBackMessage } from '../replies/hold-back-message.js';
import { PrepareReply } from '../replies/prepare-reply.js';
import { QueueReply } from '../replies/queue-reply.js';
import { WritePrepared } from '../replies/write-prepared.js';
import { ShowLinkCard } from '../link-cards/show-link-card.js';
import { ShowReplyOptions } from '../replies/show-reply-options.js';
import { SetRetention } from '../retention/set-retention.js';
import { FindMessages } from '../search/finding/find-messages.js';
import { scriptActions } from '../scripts/script-actions.js';
import { SearchEverything } from '../search/finding/search-everything.js';
import { HoldSending } from '../sending/hold-sending.js';
import { ShowSending } from '../sending/show-sending.js';
import { ChangePublicPause } from '../public-pause/change-public-pause.js';
import { ShowPublicPause } from '../public-pause/show-public-pause.js';
import { ChangeOwnAccount } from '../own-account/change-own-account.js';
import { ChangePassword } from '../own-account/change-password.js';
import { OwnSessions } from '../own-account/own-sessions.js';
import { BeginSecondStep } from '../own-account/begin-second-step.js';
import { CheckOwnPassword } from '../own-account/check-own-password.js';
import { ConfirmSecondStep } from '../own-account/confirm-second-step.js';
import { WithSecondStep } from '../own-account/with-second-step.js';
import { EndSecondStep } from '../agents/end-second-step.js';
import { CheckPassword } from '../sessions/check-password.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { ShowSession } from '../sessions/show-session.js';
import { SignIn } from '../sessions/sign-in.js';
import { ForgetPassword } from '../agent-links/forget-password.js';
import { SendLink } from '../agent-links/send-link.js';
import { UseLink } from '../agent-links/use-link.js';
import { viewActions } from '../saved-views/view-actions.js';
import { signatureActions } from '../signatures/signature-actions.js';
import { tagActions } from '../tags/tag-actions.js';
import { teamActions } from '../teams/team-actions.js';
import { AccountGroups } from '../agents/account-groups.js';
import { ChangeAgent } from '../agents/change-agent.js';
import { DeactivateAgent } from '../agents/deactivate-agent.js';
import { HandOver } from '../agents/hand-over.js';
import { InviteAgent } from '../agents/invite-agent.js';
import { ReactivateAgent } from '../agents/reactivate-agent.js';
import { ShowAgents } from '../agents/show-agents.js';
import { SayAway } from '../own-settings/say-away.js';
import { EndFormerSession } from '../sessions/end-former-session.js';
import { FinishSetup } from '../setup/finish-setup.js';
import { DecideSuggestion } from '../suggestions/decide-suggestion.js';
import { ListSuggestions } from '../suggestions/list-suggestions.js';
import { ReadSuggestions } from '../suggestions/read-suggestions.js';
import { ShowSuggestedPersons } from '../suggestions/show-suggested-persons.js';
import { CountThreads } from '../thread-pages/count-threads.js';
import { DismissAnswer } from '../thread-actions/dismiss-answer.js';
import { ListMessages } from '../thread-pages/list-messages.js';
import { ListThreads } from '../thread-pages/list-threads.js';
import { ShowRevisions } from '../edits/show-revisions.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { DecideLesson } from '../lessons/decide-lesson.js';
import { ListLessons } from '../lessons/list-lessons.js';
import { SetLearning } from '../lessons/set-learning.js';
import { EndWatch } from '../watches/end-watch.js';
import { ListWatches } from '../watches/list-watches.js';
import { NoteSeen } from '../watches/note-seen.js';
import { WatchConversation } from '../watches/watch-conversation.js';
import { TakeUpload } from '../uploads/take-upload.js';

/** What the controllers call; each is put together by its constructor's types. */
export const actions: Provider[] = [
  FindReader,
  CheckPassword,
  SignIn,
  ChangeOwnAccount,
  ChangePassword,
  OwnSessions,
  CheckOwnPassword,
  BeginSecondStep,
  ConfirmSecondStep,
  WithSecondStep,
  EndSecondStep,
  ShowSession,
  SessionEnds,
  FinishSetup,
  FindPerson,
  ListPeople,
  ChangeIdentity,
  ReadSuggestions,
  ShowSuggestedPersons,
  ...boardActions,
  ...noticeActions,
  TakeUpPost,
  SetAside,
  ForgetPassword,
  SendLink,
  UseLink,
  AccountGroups,
  ...teamActions,
  ...signatureActions,
  SetAcknowledgement,
  SetAccountHours,
  SetBusinessHours,
  ...tagActions,
  ...bulkActions,
  ...viewActions,
  ChangeAgent,
  DeactivateAgent,
  HandOver,
  InviteAgent,
  ReactivateAgent,
  ShowAgents,
  SayAway,
  EndFormerSession,
  ShowQueries,
  SaveQuery,
  TryQuery,
  ListSuggestions,
  DecideSuggestion,
  ShowPerson,
  WriteFacts,
  StorePhoto,
  ChangePhoto,
  FetchChannelPhoto,
  SendPhoto,
  AskProof,
  ShowProofs,
  MakeInvitation,
  ShowInvitations,
  WithdrawInvitation,
  TakeAddress,
  MayWriteFirst,
  InviteAuthor,
  InviteDirectly,
  TakeDirect,
  TakeImport,
  ShowImports,
  ConfirmProof,
  DenyProof,
  FindPeople,
  ChangePeople,
  PreviewChange,
  PreviewUndo,
  FindMessages,
  SearchEverything,
  ...scriptActions,
  ShowHistory,
  ListThreads,
  CountThreads,
  ShowThread,
  ShowMessages,
  ShowRevisions,
  DismissAnswer,
  ListMessages,
  ShowWritten,
  FilesForReply,
  PrepareReply,
  BeginWriting,
  ResendMessage,
  WritePrepared,
  QueueReply,
  HoldBackMessage,
  AskForOk,
  ShowOkRequests,
  GiveOk,
  DecideOkRequest,
  SetOkRule,
  SendAgain,
  TakeBackMessage,
  LookAgain,
  ShowProfile,
  KeepProfile,
  ShowLinkCard,
  ShowReplyOptions,
  WriteNote,
  ShowPromises,
  MakePromise,
  ChangePromise,
  TakeUpload,
  FindStoredFile,
  ListAutomatic,
  PlaceAutomatic,
  SayHealth,
  ShowAccounts,
  MakeAccount,
  HearConnectors,
  KnownChannels,
  ChangeAccount,
  SaveForm,
  ReconcileAccount,
  RemoveAccount,
  QuarantineItems,
  ReadContent,
  ReplayItem,
  DiscardQuarantined,
  BlockSender,
  ReportQuarantined,
  ShowSending,
  SetRetention,
  HoldSending,
  ShowPublicPause,
  ChangePublicPause,
  ListLessons,
  DecideLesson,
  SetLearning,
  ListWatches,
  WatchConversation,
  NoteSeen,
  EndWatch,
  ExpectedServices,
  WatchServices,
  LiveTail,
  TellReader,
  PresentAgents,
  SayPresence,
  ...draftActions,
  EventStream,
];
