import type { NodeViewRenderer, NodeViewRendererProps } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';
import { apiBase } from '../../../data/api/request';
import { t } from '../../../i18n/t';
import { draftOf, useDrafts } from '../../../state/drafts/draft-store';
import { type PendingUpload, startUpload, useUploads } from '../../../state/drafts/uploads';

/** Wider than this a picture is shown smaller, as a screenshot would burst a mail. */
const pictureWidthMax = 640;

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
class PictureView implements NodeView {
  readonly dom = make('span', 'reply-picture');
  readonly #image = make('img', '');
  readonly #state = make('span', 'reply-picture-state');
  readonly #stops: (() => void)[];
  #node: NodeViewRendererProps['node'];
  #local: string | undefined;

  constructor(
    private readonly threadId: string,
    private readonly given: NodeViewRendererProps,
  ) {
    this.#node = given.node;
    this.dom.append(this.#image, this.#state);
    this.#image.onload = () => this.#size();
    const show = () => this.#show();
    this.#stops = [useDrafts.subscribe(show), useUploads.subscribe(show)];
    show();
  }

  update(next: NodeViewRendererProps['node']): boolean {
    if (next.type !== this.#node.type) return false;
    this.#node = next;
    this.#show();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('button') !== null;
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    if (this.#local) URL.revokeObjectURL(this.#local);
  }

  #show(): void {
    const { id, alt, width } = this.#node.attrs as { id: string; alt: string; width: number | null };
    const stored = draftOf(this.threadId, 'reply')?.pictures[id];
    const upload = useUploads.getState().uploads.find((one) => one.picture === id);
    if (upload) this.#local ??= URL.createObjectURL(upload.file);
    const src = this.#local ?? (stored ? `${apiBase}/uploads/${stored.id}?inline=1` : '');
    if (src && this.#image.getAttribute('src') !== src) this.#image.src = src;
    this.#image.alt = alt;
    this.#image.width = width ?? this.#image.naturalWidth;
    this.#state.replaceChildren(...(stored ? [] : stateOf(upload)));
  }

  /** Fixes the width once the picture is known. */
  #size(): void {
    const { editor, getPos } = this.given;
    const at = getPos();
    if (this.#node.attrs['width'] || at === undefined) return;
    const width = Math.min(this.#image.naturalWidth, pictureWidthMax);
    const sized = editor.state.tr.setNodeMarkup(at, null, { ...this.#node.attrs, width });
    editor.view.dispatch(sized.setMeta('addToHistory', false));
  }
}

export const pictureView =
  (threadId: string): NodeViewRenderer =>
  (given) =>
    new PictureView(threadId, given);
