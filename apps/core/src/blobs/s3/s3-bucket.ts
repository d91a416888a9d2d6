import { text } from 'node:stream/consumers';
import type { S3Place } from '../blob-settings.js';
import type { S3Client } from './s3-client.js';

const deletesAtOnce = 16;

/** All that lies under our prefix of a bucket, whatever it is. */
export class S3Bucket {
  constructor(
    private readonly client: S3Client,
    private readonly place: Pick<S3Place, 'prefix'>,
  ) {}

  async isEmpty(): Promise<boolean> {
    return (await this.#list('', 1)).keys.length === 0;
  }

  async holds(key: string): Promise<boolean> {
    return (await this.#send('HEAD', key)) !== undefined;
  }

  /** An empty object. */
  async write(key: string): Promise<void> {
    await this.#send('PUT', key);
  }

  async delete(key: string): Promise<void> {
    await this.#send('DELETE', key);
  }

  async deleteAllBut(kept: string): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.#list(after, 1000);
      const keys = page.keys.filter((key) => key !== kept);
      const worker = async (): Promise<void> => {
        for (let key = keys.pop(); key !== undefined; key = keys.pop()) await this.delete(key);
      };
      await Promise.all(Array.from({ length: deletesAtOnce }, worker));
      after = page.keys.at(-1) ?? '';
      if (!page.goesOn || after === '') return;
    }
  }

  /** Keys below the prefix, in their order. */
  async #list(after: string, max: number): Promise<{ keys: string[]; goesOn: boolean }> {
    const { prefix } = this.place;
    const query = {
      'list-type': '2',
      'max-keys': String(max),
      ...(prefix && { prefix }),
      ...(after && { 'start-after': prefix + after }),
    };
    const answer = await this.client.send({ method: 'GET', query });
    const found = answer ? await text(answer) : '';
    return {
      keys: [...found.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key!.slice(prefix.length)),
      goesOn: /<IsTruncated>true</.test(found),
    };
  }

  async #send(method: 'HEAD' | 'PUT' | 'DELETE', key: string) {
    const answer = await this.client.send({ method, key });
    answer?.resume();
    return answer;
  }
}
