/** The ceiling of today does not let reading go on. */
export class CostsStop extends Error {
  override readonly name = 'CostsStop';
}

/** Work that waits for tomorrow's money; what listening says of it is enough. */
export const unlessStopped = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CostsStop)) throw error;
  }
};
