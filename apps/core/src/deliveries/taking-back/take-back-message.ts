import { Bus } from '@filo/bus';
import type { MessageView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import { ConnectorNames } from '../../accounts/connector-names.js';
import { KnownChannels } from '../../channels/known-channels.js';
import { DomainError } from '../../http/domain-error.js';
import { ShowMessages } from '../../thread-pages/show-messages.js';
import { DeleteThere, toDeleteColumns, type ToDelete } from './delete-there.js';
import { judgeTakeBack } from './judge-take-back.js';
import { stopPutOff } from './stop-put-off.js';
import { keepWish } from './take-back-wish.js';

/**
 * Deletes an answer where it was posted, in public, or in private where that is a post, too. It counts as deleted once the connector said so. While nobody there can say it the wish is kept, and
 * a worker asks until it is deleted or its platform refuses, whatever dies meanwhile. What we said stays in the thread, with who deleted
 * it and when.
 */
@Injectable()
export class TakeBackMessage {
  private readonly deleteThere: DeleteThere;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    connectors: ConnectorNames,
    private readonly shown: ShowMessages,
    private readonly channels: KnownChannels,
  ) {
    const connectorOf = (channel: string) => connectors.of(channel);
    this.deleteThere = new DeleteThere({ dataSource, bus, connectorOf });
  }

  /** Resolves also when it waits to be deleted, which the message says; throws with the platform's words when it refused. */
  async run(reader: Reader, messageId: string): Promise<MessageView> {
    const standing = await this.#find(reader, messageId);
    const { audience } = standing;
    if (standing.standsPutOff && (audience === 'public' || (await this.#arePrivatePosts(standing))))
      await stopPutOff(this.dataSource, messageId);
    const found = standing.standsPutOff ? await this.#find(reader, messageId) : standing;
    const privatePosts = await this.#arePrivatePosts(found);
    if (judgeTakeBack({ ...found, privatePosts: privatePosts ?? true }) === 'ask') {
      if (privatePosts === undefined) throw notKnownYet();
      await this.#delete(reader, found);
    }
    const [message] = await this.shown.run(reader, [messageId]);
    if (message) return message;
    throw new DomainError('not-found', 'It is deleted, but you may not see the message any more.');
  }

  async #find({ accountGroupIds }: Reader, messageId: string): Promise<ToDelete> {
    const [found] = (await this.dataSource.query(finding, [messageId, accountGroupIds])) as ToDelete[];
    if (found) return found;
    throw new DomainError('not-found', 'There is no message with this id that you may see.');
  }

  /** Undefined: not known after a start without the bus, where its channel announces itself. Asked blindly, a connector could delete our copy alone. */
  async #arePrivatePosts({ audience, channel: name }: ToDelete): Promise<boolean | undefined> {
    if (audience === 'public' || name === 'email') return false;
    const said = (await this.channels.all()).find(({ channel }) => channel === name);
    if (said === undefined && !this.bus.status().connected) return undefined;
    return said?.abilities.privatePosts ?? false;
  }

  async #delete({ agentId }: Reader, found: ToDelete): Promise<void> {
    const { messageId } = found;
    await keepWish(this.dataSource, { messageId, agentId });
    const said = await this.deleteThere.run(found, { messageId, agentId, attempts: 0 });
    if (said.is === 'refused')
      throw new DomainError('cannot-take-back', said.words, { reason: 'refused-there', whys: said.why });
  }
}

const notKnownYet = () =>
  new DomainError(
    'unavailable',
    'Nothing was deleted: whether this can be taken back at its network is not known yet. Try again in a moment.',
  );

const finding = `select ${toDeleteColumns} from message m where m.id = $1 and ${visibleTo('m', '$2')}`;
