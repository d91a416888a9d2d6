export { measureText, type TextMeasure } from './measure-text.js';
