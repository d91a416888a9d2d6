import type { BoardCard } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import { newId } from '../database/new-id.js';
import { DomainError } from '../http/domain-error.js';
import { heardWaitAgain } from '../listening/set-aside.js';
import type { Undoing } from '../undoing/undoing.js';
import { waitAgain } from './settle-voices.js';
import { ShowBoard } from './show-board.js';

/** Voices that were settled or set aside with their storm wait again, all of them or none; an undo writes over nothing that a colleague did. */
@Injectable()
export class WaitAgain {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
  ) {}

  async run(
    reader: Reader,
    stormId: string,
    { messageIds, undoing }: { messageIds: readonly string[]; undoing: Undoing },
  ): Promise<BoardCard> {
    const changeId = newId();
    await inTransaction(this.dataSource, async (db) => {
      const changed = { changeId, ...undoing.noted };
      await waitAgain(db, reader, { stormId, messageIds, undoing, changed });
      await heardWaitAgain(db, reader, { stormId, messageIds, undoing, changeId });
    });
    const card = await this.showBoard.one(reader, stormId);
    if (card) return card;
    throw new DomainError('not-found', 'There is no card with this id that you may see.');
  }
}
