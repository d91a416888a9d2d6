/**
 * Aborts with whichever of these signals does, and after so many milliseconds as `AbortSignal.timeout` would, of which nothing is left where only
 * `AbortSignal.any` knows of it: Node collects it before its time has come (nodejs/node#57736), and whoever waits, waits for as long as the other
 * side likes. Here its timer holds it.
 */
export const timeLimit = (ms: number, ...signals: readonly AbortSignal[]): AbortSignal => {
  const over = new AbortController();
  const abort = () => over.abort(new DOMException(`No answer within ${ms} ms`, 'TimeoutError'));
  setTimeout(abort, ms).unref();
  return signals.length === 0 ? over.signal : AbortSignal.any([over.signal, ...signals]);
};
