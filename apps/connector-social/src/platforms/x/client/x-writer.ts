import { ApiResponseError } from 'twitter-api-v2';
import { faultOf } from './fault-of.js';
import { troubleWith } from '../../../troubles/network-trouble.js';
import { isDeleted, messageCreated, postCreated } from './x-answers.js';
import type { XRequests } from './x-requests.js';

/** What we say at X for one account. */
export class XWriter {
  constructor(private readonly requests: XRequests) {}

  /** Throws while X takes no more posts of ours. */
  demandPost(): void {
    this.requests.demandWrite('tweets');
  }

  /** Throws what was thrown: whoever writes judges it. */
  async createPost(text: string, answers: string, pictures: readonly string[] = []): Promise<string> {
    const media = pictures.length > 0 && { media: { media_ids: pictures } };
    const body = { text, reply: { in_reply_to_tweet_id: answers }, ...media };
    const { data } = postCreated.parse(await this.requests.write('tweets', body, text));
    return data.id;
  }

  /** What X itself says that it has no more counts as deleted; whatever stands on the way may say 404, too. */
  async deletePost(id: string): Promise<void> {
    try {
      if (isDeleted(await this.requests.delete(`tweets/${id}`))) return;
    } catch (error) {
      if (!(error instanceof ApiResponseError && error.code === 404)) throw faultOf(error);
      if (!isDeleted(error.data)) throw troubleWith({ network: 'X' }, 'gone', error);
      return;
    }
    throw troubleWith({ network: 'X' }, 'strange', undefined);
  }

  /** Throws while X takes no more messages of ours. */
  demandMessage(): void {
    this.requests.demandWrite('dm_conversations');
  }

  /** X takes one picture with a message. */
  async createMessage(text: string, to: string, picture?: string): Promise<string> {
    const path = `dm_conversations/with/${to}/messages`;
    const body = { text, ...(picture !== undefined && { attachments: [{ media_id: picture }] }) };
    return messageCreated.parse(await this.requests.write(path, body, text)).data.dm_event_id;
  }
}
