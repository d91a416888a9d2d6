import type { NodeViewRenderer } from '@tiptap/core';
import { apiBase } from '../../../data/api/request';
import { t } from '../../../i18n/t';
import { draftOf, useDrafts } from '../../../state/drafts/draft-store';
import { type PendingUpload, startUpload, useUploads } from '../../../state/drafts/uploads';

/** Wider than this a picture is shown smaller, as a screenshot would burst a mail. */
export const pictureWidthMax = 640;

const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string) =>
  Object.assign(document.createElement(tag), { className });

/** Says how far the upload of a picture has come, with a way to try again; empty when it has arrived. */
function stateOf(upload: PendingUpload | undefined): Node[] {
  if (upload && upload.problem === null) {
    const label = t('upload.progress', { name: upload.file.name });
    const bar = Object.assign(make('progress', 'h-1.5 w-20 accent-accent'), { max: 1, value: upload.share });
    bar.setAttribute('aria-label', label);
    return [bar];
  }
  const words = make('span', 'text-danger');
  words.setAttribute('role', 'alert');
  words.textContent = upload?.problem ?? t('picture.lost');
  if (!upload) return [words];
  const again = make('button', 'ms-2 min-h-6 font-medium text-accent underline max-md:min-h-11');
  Object.assign(again, {
    type: 'button',
    textContent: t('action.retry'),
    onclick: () => void startUpload(upload.id),
  });
  return [words, again];
}

/** A picture in the text of a reply: from the file while it is uploaded, from the server afterwards. */
export const pictureView =
  (threadId: string): NodeViewRenderer =>
  ({ node: first, editor, getPos }) => {
    let node = first;
    let local: string | undefined;
    const image = make('img', '');
    const state = make('span', 'reply-picture-state');
    const dom = make('span', 'reply-picture');
    dom.append(image, state);

    const show = () => {
      const id = String(node.attrs['id']);
      const stored = draftOf(threadId, 'reply')?.pictures[id];
      const upload = useUploads.getState().uploads.find((one) => one.picture === id);
      if (upload) local ??= URL.createObjectURL(upload.file);
      const src = local ?? (stored ? `${apiBase}/uploads/${stored.id}?inline=1` : '');
      if (src && image.getAttribute('src') !== src) image.src = src;
      image.alt = String(node.attrs['alt'] ?? '');
      image.width = Number(node.attrs['width']) || image.naturalWidth;
      state.replaceChildren(...(stored ? [] : stateOf(upload)));
    };
    image.onload = () => {
      const at = getPos();
      if (node.attrs['width'] || at === undefined) return;
      const width = Math.min(image.naturalWidth, pictureWidthMax);
      const sized = editor.state.tr.setNodeMarkup(at, null, { ...node.attrs, width });
      editor.view.dispatch(sized.setMeta('addToHistory', false));
    };
    const stops = [useDrafts.subscribe(show), useUploads.subscribe(show)];
    show();
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        show();
        return true;
      },
      ignoreMutation: () => true,
      stopEvent: (event) => event.target instanceof Element && event.target.closest('button') !== null,
      destroy() {
        for (const stop of stops) stop();
        if (local) URL.revokeObjectURL(local);
      },
    };
  };
