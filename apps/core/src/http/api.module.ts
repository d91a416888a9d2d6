import { Bus } from '@filo/bus';
import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from '../access/access.guard.js';
import { FindReader } from '../access/find-reader.js';
import { AttachmentsController } from '../attachments/attachments.controller.js';
import { FindStoredFile } from '../attachments/find-stored-file.js';
import { AgentsController } from '../agents/agents.controller.js';
import { BlobStore } from '../blobs/blob-store.js';
import { publicUrlOf, tokenKeysOf } from '../config.js';
import { NotesController } from '../notes/notes.controller.js';
import { WriteNote } from '../notes/write-note.js';
import { FindPerson } from '../people-pages/find-person.js';
import { QueueReply } from '../replies/queue-reply.js';
import { RepliesController } from '../replies/replies.controller.js';
import { ShowReplyOptions } from '../replies/show-reply-options.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { SessionController } from '../sessions/session.controller.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { ShowSession } from '../sessions/show-session.js';
import { SignIn } from '../sessions/sign-in.js';
import { FinishSetup } from '../setup/finish-setup.js';
import { SetupController } from '../setup/setup.controller.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { ThreadActionsController } from '../thread-actions/thread-actions.controller.js';
import { CountThreads } from '../thread-pages/count-threads.js';
import { ListMessages } from '../thread-pages/list-messages.js';
import { ListThreads } from '../thread-pages/list-threads.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { ThreadsController } from '../thread-pages/threads.controller.js';
import { ApiTokensController } from '../tokens/api-tokens.controller.js';
import { TakeUpload } from '../uploads/take-upload.js';
import { UploadsController } from '../uploads/uploads.controller.js';
import type { ApiParts } from './api-parts.js';
import { InboxController, InboxFolder } from './inbox.controller.js';

/** In this order: the inbox answers what no other controller took. */
const controllers: Type[] = [
  SetupController,
  SessionController,
  AgentsController,
  ApiTokensController,
  ThreadsController,
  RepliesController,
  NotesController,
  ThreadActionsController,
  UploadsController,
  AttachmentsController,
  InboxController,
];

const actions: Provider[] = [
  FindReader,
  SignIn,
  ShowSession,
  SessionEnds,
  FinishSetup,
  FindPerson,
  ListThreads,
  CountThreads,
  ShowThread,
  ShowMessages,
  ListMessages,
  ShowWritten,
  QueueReply,
  ShowReplyOptions,
  WriteNote,
  ActOnThread,
  TakeUpload,
  FindStoredFile,
];

/** The HTTP api. One guard stands before every route. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    const given: Provider[] = [
      { provide: DataSource, useValue: parts.dataSource },
      { provide: Bus, useValue: parts.bus },
      { provide: BlobStore, useValue: parts.blobs },
      { provide: SessionCookie, useFactory: () => new SessionCookie(publicUrlOf(parts.settings)) },
      { provide: TokenKeyring, useFactory: () => new TokenKeyring(tokenKeysOf(parts.settings)) },
      { provide: InboxFolder, useValue: { path: parts.settings.FILO_INBOX_DIST } },
      { provide: APP_GUARD, useClass: AccessGuard },
    ];
    return { module: ApiModule, controllers, providers: [...given, ...actions] };
  }
}
