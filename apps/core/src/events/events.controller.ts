import { Controller, Headers, Req, Sse, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { SignedIn } from '../access/access-rules.js';
import { FindReader } from '../access/find-reader.js';
import { AsReader, type Reader, type RequestWithReader } from '../access/reader.js';
import { EventStream } from './event-stream.js';
import { Described } from '../http/described.js';

@Controller('api/v1/events')
@SignedIn()
export class EventsController {
  constructor(
    private readonly stream: EventStream,
    private readonly findReader: FindReader,
  ) {}

  /** Server-sent events; `Last-Event-ID` resumes without a gap, `resync` says that the id is too old. */
  @Sse()
  @Described(({ ApiProduces }) => ApiProduces('text/event-stream'))
  events(
    @AsReader() reader: Reader,
    @Req() request: RequestWithReader,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    return this.stream.run({ reader, lastEventId, stillThere: () => this.findReader.run(request) });
  }
}
