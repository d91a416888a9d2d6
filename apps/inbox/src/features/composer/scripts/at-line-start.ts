/** Whether what is typed at the caret would begin a line, in a plain field or in the editor. */
export function atLineStart(target: EventTarget): boolean {
  if (target instanceof HTMLTextAreaElement) {
    const { selectionStart: at, selectionEnd, value } = target;
    return at === selectionEnd && (at === 0 || value[at - 1] === '\n');
  }
  const selection = getSelection();
  if (!(target instanceof HTMLElement) || !selection?.isCollapsed || !selection.anchorNode) return false;
  const at = selection.anchorNode;
  const block = (at instanceof Element ? at : at.parentElement)?.closest(
    'p, li, blockquote, [contenteditable]',
  );
  if (!block || !target.contains(block)) return false;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(at, selection.anchorOffset);
  return before.toString() === '';
}
