import type { ThreadRow } from '@filo/contracts/http';
import { Injectable, type MessageEvent } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { isVisibleTo, visibleTo } from '../access/visible-to.js';
import { isSpam } from '../quarantine-page/quarantine-items.js';
import { ShowThread } from '../thread-pages/show-thread.js';
import type { LiveRow } from './live-tail.js';

/** Kept for the streams of readers who see the same: they ask for the same rows at the same moment. */
const rowsKeptMs = 250;

const forOneAgent: ReadonlySet<string> = new Set(['drafts', 'notices']);

type Rows = Promise<Map<string, ThreadRow>>;

/** Turns stored events into what one reader is told: only what it may see, each thread once with its row as it is now. */
@Injectable()
export class TellReader {
  readonly #rows = new Map<string, Rows>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly showThread: ShowThread,
  ) {}

  async run(reader: Reader, rows: readonly LiveRow[]): Promise<MessageEvent[]> {
    const visible = newestOfEach(
      rows.filter(
        ({ accountGroupId, kind, data }) =>
          isVisibleTo(accountGroupId, reader.accountGroupIds) &&
          (!forOneAgent.has(kind) || data['agentId'] === reader.agentId),
      ),
    );
    const threadIds = visible.flatMap(threadsOf);
    const threads =
      threadIds.length > 0 ? await this.threadRows(reader, threadIds, visible.at(-1)!.number) : new Map();
    const told: MessageEvent[] = [];
    for (const row of visible) {
      told.push({ id: String(row.number), type: row.kind, data: await this.complete(reader, row, threads) });
    }
    return told;
  }

  private async complete(
    reader: Reader,
    { kind, data }: LiveRow,
    threads: ReadonlyMap<string, ThreadRow>,
  ): Promise<object> {
    if (kind === 'thread') {
      const row = threads.get(String(data['threadId'])) ?? null;
      // What else the reader sees of the thread counts, too.
      return { ...data, ...(row && { version: row.version }), row };
    }
    if (kind === 'threads')
      return {
        threads: togetherIn(data).map(({ threadId, version }) => {
          const row = threads.get(threadId) ?? null;
          return { threadId, version: row?.version ?? version, row };
        }),
      };
    if (kind === 'drafts') return { device: null };
    if (kind === 'notices') return {};
    if (kind === 'quarantine') return { waiting: await this.waiting(reader) };
    return data;
  }

  private threadRows(reader: Reader, ids: readonly string[], upTo: number): Rows {
    const key = [upTo, ...ids, '|', ...reader.accountGroupIds].join(' ');
    const kept = this.#rows.get(key);
    if (kept) return kept;
    const rows = this.showThread.rows(reader, [...new Set(ids)]);
    this.#rows.set(key, rows);
    setTimeout(() => this.#rows.delete(key), rowsKeptMs).unref();
    return rows;
  }

  private async waiting(reader: Reader): Promise<number> {
    const [row] = (await this.dataSource.query(
      `select count(*)::int as count from (
         select from quarantine q where q.state = 'waiting' and not ${isSpam('q')} and ${visibleTo('q', '$1')} limit 1000) c`,
      [reader.accountGroupIds],
    )) as { count: number }[];
    return row?.count ?? 0;
  }
}

interface Told {
  threadId: string;
  version: number;
}
const togetherIn = (data: LiveRow['data']): readonly Told[] => data['threads'] as Told[];

const threadsOf = ({ kind, data }: LiveRow): string[] => {
  if (kind === 'threads') return togetherIn(data).map(({ threadId }) => threadId);
  return kind === 'thread' ? [String(data['threadId'])] : [];
};

/** Of several events that say "look again at this", the newest says it all. */
const newestOfEach = (rows: readonly LiveRow[]): LiveRow[] => {
  const newest = new Map<string, LiveRow>();
  for (const row of rows) {
    const key = JSON.stringify([
      row.kind,
      row.data['threadId'],
      row.data['messageId'],
      row.data['change'],
      row.data['accountId'],
      row.data['relinked'],
      // Each tells of other threads.
      row.kind === 'threads' ? row.number : null,
    ]);
    newest.delete(key);
    newest.set(key, row);
  }
  return [...newest.values()];
};
