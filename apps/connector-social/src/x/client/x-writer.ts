import { ApiResponseError } from 'twitter-api-v2';
import { faultOf } from './fault-of.js';
import { messageCreated, postCreated } from './x-answers.js';
import type { XRequests } from './x-requests.js';

/** What we say at X for one account. */
export class XWriter {
  constructor(private readonly requests: XRequests) {}

  /** Throws what was thrown: whoever writes judges it. */
  async createPost(text: string, answers: string, pictures: readonly string[] = []): Promise<string> {
    const media = pictures.length > 0 && { media: { media_ids: pictures } };
    const body = { text, reply: { in_reply_to_tweet_id: answers }, ...media };
    const { data } = postCreated.parse(await this.requests.write('tweets', body, text));
    return data.id;
  }

  /** What is not there any more counts as deleted. */
  async deletePost(id: string): Promise<void> {
    try {
      await this.requests.delete(`tweets/${id}`);
    } catch (error) {
      if (error instanceof ApiResponseError && error.code === 404) return;
      throw faultOf(error);
    }
  }

  async createMessage(text: string, to: string): Promise<string> {
    const path = `dm_conversations/with/${to}/messages`;
    return messageCreated.parse(await this.requests.write(path, { text }, text)).data.dm_event_id;
  }
}
