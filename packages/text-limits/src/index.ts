export { firstLink } from './first-link.js';
export { limitsFor, withWarning } from './limits-for.js';
export { measureText, type TextMeasure } from './measure-text.js';
export { measureMastodon, withName } from './mastodon.js';
export { namesIn } from './names-in.js';
export { splitText } from './split-text.js';
export { isPostablePicture, pictureLimits, type PictureLimits } from './pictures.js';
