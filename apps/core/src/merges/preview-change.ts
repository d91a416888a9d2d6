import type { MergePreview, PersonPart, SplitPreview, SplitPreviewRequest } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { membersOf } from '../people/links/read-links.js';
import { checkSplit, partedPersons } from '../people/links/split-person.js';
import { findWhereTheyStand } from '../people/parts/part-messages.js';
import { withCopies } from '../people/parts/with-copies.js';
import { FindPerson } from '../people-pages/find-person.js';
import { checkMessages } from './check-messages.js';
import { FindPeople } from './find-people.js';
import { leavingMessages, type LeavingMessages } from './leaving-messages.js';
import { mergedFields } from './merged-fields.js';
import { partOf, twinsOf } from './person-part.js';

/** Says what a merge or split would do, as far as the reader may see, and changes nothing. */
@Injectable()
export class PreviewChange {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly findPeople: FindPeople,
  ) {}

  async merge(reader: Reader, named: readonly string[]): Promise<MergePreview> {
    const ids = await Promise.all(named.map((id) => this.findPerson.run(reader, id)));
    const personIds = [...new Set(ids)].sort();
    const survivorId = personIds[0]!;
    if (personIds.length < 2)
      throw new DomainError('nothing-to-merge', 'These ids name one person, there is nothing to merge.');
    const people = await this.parts(reader, await membersOf(this.dataSource, personIds));
    people.sort((a, b) => (a.id < b.id ? -1 : 1));
    const moving = people.filter(({ id }) => id !== survivorId);
    const sum = (count: (part: PersonPart) => number) =>
      moving.reduce((total, part) => total + count(part), 0);
    const [after] = (await this.dataSource.query(mergedFields, [personIds, reader.accountGroupIds])) as [
      Pick<MergePreview, 'name' | 'fields'>,
    ];
    return {
      survivorId,
      people,
      ...after,
      moves: {
        identities: sum((part) => part.identities.length),
        messages: sum((part) => part.messages),
        notes: sum((part) => part.notes),
        topics: sum((part) => part.topics),
      },
      cannotUndo: [],
    };
  }

  async split(reader: Reader, request: SplitPreviewRequest): Promise<SplitPreview> {
    const personId = await this.findPerson.run(reader, request.personId);
    return request.messageIds
      ? this.splitMessages(reader, personId, request.messageIds)
      : this.splitIdentities(reader, personId, request.identityIds ?? []);
  }

  private async splitMessages(
    reader: Reader,
    personId: string,
    messageIds: readonly string[],
  ): Promise<SplitPreview> {
    await checkMessages(this.dataSource, reader, messageIds);
    const { fromIds, wholeId } = await findWhereTheyStand(this.dataSource, { personId, messageIds });
    const [whole] = await this.parts(reader, await membersOf(this.dataSource, [personId]));
    const [address] = (await this.dataSource.query(partOf, [[wholeId], reader.accountGroupIds])) as [
      Omit<PersonPart, 'id' | 'version'>,
    ];
    const [leaving] = (await this.dataSource.query(leavingMessages, [
      fromIds,
      await withCopies(this.dataSource, messageIds),
      reader.accountGroupIds,
    ])) as [LeavingMessages];
    const { twins, ...part } = leaving;
    const stays = {
      ...whole!,
      messages: whole!.messages - part.messages,
      topics: whole!.topics - part.topics,
      openTopics: whole!.openTopics - part.openTopics,
    };
    const leaves = { ...address, ...part, id: null, version: 0, notes: 0 };
    return { people: [stays, leaves], twins, cannotUndo: [] };
  }

  private async splitIdentities(
    reader: Reader,
    personId: string,
    identityIds: readonly string[],
  ): Promise<SplitPreview> {
    const members = await membersOf(this.dataSource, [personId]);
    const seen = (await this.parts(reader, members)).flatMap((part) => part.identities.map((one) => one.id));
    if (identityIds.some((one) => !seen.includes(one)))
      throw new DomainError('unknown-reference', 'This person has no such address.', {
        reason: 'no-such-address',
      });
    checkSplit(members, identityIds);
    const after = await partedPersons(this.dataSource, [...members.keys()], identityIds);
    const people = await this.parts(reader, after);
    const [parted] = (await this.dataSource.query(twinsOf, [
      [...after.keys()],
      [...after.values()],
      reader.accountGroupIds,
    ])) as [{ twins: number }];
    const leaving = after.get(identityIds[0]!);
    people.sort((a, b) => Number(a.id === leaving) - Number(b.id === leaving));
    return { people, twins: parted.twins, cannotUndo: [] };
  }

  /** What the identities of each person hold; a person is named as the reader knows it. */
  private async parts(reader: Reader, members: ReadonlyMap<string, string>): Promise<PersonPart[]> {
    const personIds = [...new Set(members.values())];
    const shown = await this.findPeople.shown(reader, personIds, this.dataSource);
    return Promise.all(
      personIds.map(async (id) => {
        const held = [...members].filter(([, person]) => person === id).map(([identity]) => identity);
        const [part] = (await this.dataSource.query(partOf, [held, reader.accountGroupIds])) as [
          Omit<PersonPart, 'id' | 'version'>,
        ];
        return { id, version: shown.find((one) => one.id === id)?.version ?? 0, ...part };
      }),
    );
  }
}
