export interface BodyTimes {
  /** Without any bytes. */
  quietMs: number;
  /** However steadily they come. */
  allMs: number;
}

/** The parts of a body as they come. Throws, and ends the request, when they stop coming or take too long altogether. */
export async function* whileItComes(
  body: ReadableStream<Uint8Array>,
  { quietMs, allMs }: BodyTimes,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const end = () => void reader.cancel().catch(() => undefined);
  let isLate = false;
  const late = () => {
    isLate = true;
    // Whoever waits for the next part hears of it by this.
    end();
  };
  const [quiet, all] = [setTimeout(late, quietMs), setTimeout(late, allMs)];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) throw new Error('The rest of it does not come');
      if (done) return;
      quiet.refresh();
      yield value;
    }
  } finally {
    clearTimeout(quiet);
    clearTimeout(all);
    end();
  }
}
