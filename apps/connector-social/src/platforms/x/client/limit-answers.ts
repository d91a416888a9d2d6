import type { ITwitterApiClientPlugin } from 'twitter-api-v2';
import { AnswerTooLarge, answerBytesMax } from '../../../requests/limited-answer.js';

interface Body {
  on(event: 'data', listener: (part: Uint8Array) => void): unknown;
  destroy(error: Error): unknown;
}

/** Ends answers of X that are longer than anybody needs: its library reads each to its end. */
export const limitAnswers: ITwitterApiClientPlugin = {
  onBeforeRequestConfig: ({ params }) => {
    params.requestEventDebugHandler = (event, data) => {
      if (event === 'response') limit((data as { res: Body }).res);
    };
  },
};

const limit = (body: Body): void => {
  let length = 0;
  body.on('data', (part) => {
    length += part.byteLength;
    if (length > answerBytesMax) body.destroy(new AnswerTooLarge());
  });
};
