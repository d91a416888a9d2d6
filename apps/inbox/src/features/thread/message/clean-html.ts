import { drawnPictures } from '@filo/text-limits';
import createDOMPurify, { type Config } from 'dompurify';

export interface CleanedHtml {
  html: string;
  /** How many pictures were left out because they would be fetched from elsewhere. */
  remoteImages: number;
}

/** Pictures that lie in the words themselves. */
const drawnData = new RegExp(`^data:(?:${[...drawnPictures, 'image/jpg'].join('|')});`, 'i');

const rules: Config = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: [
    'style',
    'form',
    'input',
    'button',
    'textarea',
    'select',
    'option',
    'video',
    'audio',
    'source',
    'track',
    'base',
    'link',
    'meta',
    'picture',
    'map',
    'area',
    'dialog',
  ],
  FORBID_ATTR: [
    'srcset',
    'background',
    'poster',
    'ping',
    'formaction',
    'action',
    'id',
    'name',
    'class',
    'tabindex',
    'autofocus',
    'popover',
  ],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: new RegExp(`^(?:https?:|mailto:|tel:|cid:)|${drawnData.source}`, 'i'),
};

/** Declarations that would fetch something or lift content out of its frame. Escapes and comments in it hide what it says. */
const dangerousStyle =
  /\\|\/\*|url\s*\(|image-set|expression|@import|position\s*:\s*(?:fixed|sticky|absolute)|behavior|-moz-binding/i;

/**
 * The second wall before foreign HTML (the server cleans first, the frame's policy comes last). All changes happen inside
 * the cleaning; its result is never edited. Pictures come from `images`, keyed by Content-ID; all others are left out.
 */
export function cleanHtml(html: string, images: ReadonlyMap<string, string>): CleanedHtml {
  const purify = createDOMPurify(window);
  let remoteImages = 0;
  purify.addHook('uponSanitizeAttribute', (node, attribute) => {
    if (attribute.attrName === 'style' && dangerousStyle.test(attribute.attrValue))
      attribute.keepAttr = false;
    if (attribute.attrName !== 'src' || node.nodeName !== 'IMG') return;
    const value = attribute.attrValue.trim();
    const inline = value.startsWith('cid:') ? images.get(decodeURIComponent(value.slice(4))) : undefined;
    if (inline) attribute.attrValue = inline;
    else if (!drawnData.test(value)) {
      attribute.keepAttr = false;
      if (/^https?:|^\/\//i.test(value)) remoteImages += 1;
    }
  });
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    const href = node.getAttribute('href');
    if (href) node.setAttribute('title', href);
  });
  return { html: purify.sanitize(html, rules), remoteImages };
}
