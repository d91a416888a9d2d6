/** Far above what any network says at once. */
export const answerBytesMax = 20_000_000;

/** Somebody says more than anybody wants to know: all accounts share the memory of one process. */
export class AnswerTooLarge extends Error {
  constructor(max = answerBytesMax) {
    super(`The answer is larger than ${max} bytes`);
  }
}

/** The same answer, whose body ends with {@link AnswerTooLarge}, and its request with it, where it is longer than so many bytes as they are read. */
export const limitedAnswer = (response: Response, max = answerBytesMax): Response => {
  if (response.body === null) return response;
  let length = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (part, on) => {
      length += part.byteLength;
      if (length > max) throw new AnswerTooLarge(max);
      on.enqueue(part);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counting), { status, statusText, headers });
};

/** As deep as errors lie in each other. */
const deepest = 8;

/** Whether an error is this one, or was caused by it. */
export const isTooLarge = (error: unknown): boolean => {
  let one: unknown = error;
  for (let depth = 0; depth < deepest && one instanceof Error; depth += 1) {
    if (one instanceof AnswerTooLarge) return true;
    one = one.cause;
  }
  return false;
};
