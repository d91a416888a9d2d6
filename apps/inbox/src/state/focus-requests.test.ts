import { moveFocus, offerFocus } from './focus-requests';

const field = (place: 'composer' | 'thread') => {
  const element = document.body.appendChild(document.createElement('input'));
  offerFocus(place, () => element.focus());
  return element;
};
const composer = field('composer');
const thread = field('thread');
const other = document.body.appendChild(document.createElement('input'));
const microtasks = () => Promise.resolve();
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'w' }));

beforeEach(() => other.focus());

test('the focus is there before the next key, however long the frame takes', async () => {
  moveFocus('composer');
  await microtasks();
  expect(document.activeElement).toBe(composer);
});

test('what took it within the frame gives it back, such as a dialog that closes', async () => {
  moveFocus('composer');
  await microtasks();
  other.focus();
  await frame();
  expect(document.activeElement).toBe(composer);
});

test('whoever went on by a key keeps the focus, and the last of two moves counts', async () => {
  moveFocus('composer');
  await microtasks();
  press();
  other.focus();
  await frame();
  expect(document.activeElement).toBe(other);

  moveFocus('composer');
  moveFocus('thread');
  await frame();
  expect(document.activeElement).toBe(thread);
});

test('a key that fell in between does not leave the focus nowhere', async () => {
  moveFocus('composer');
  await microtasks();
  press();
  composer.blur();
  await frame();
  expect(document.activeElement).toBe(composer);
});
