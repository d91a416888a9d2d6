const chosenIn = async (stored: object) => {
  localStorage.setItem('filo.preferences', JSON.stringify(stored));
  import.meta.jest.resetModules();
  const { applyAppearance, usePreferences } = await import('./preferences');
  applyAppearance(usePreferences.getState());
  return usePreferences.getState();
};
const { dataset } = document.documentElement;

test.each([
  ['nothing', {}, undefined],
  ['like the system', { contrast: 'system' }, undefined],
  ['high', { contrast: 'high' }, 'high'],
  ['standard', { contrast: 'standard' }, 'standard'],
  // What an older version wrote beside any other choice says nothing of contrast.
  ['an older normal', { contrast: 'normal' }, undefined],
])('the page has the contrast that was chosen, else that of the system: %s', async (_, stored, expected) => {
  await chosenIn(stored);
  expect(dataset['contrast']).toBe(expected);
});

test('what cannot be chosen is as if nothing was', async () => {
  expect(await chosenIn({ textSize: 400, language: 'tlh', theme: 'dark' })).toMatchObject({
    ...{ textSize: 100, language: 'en', theme: 'dark' },
  });
  expect(await chosenIn({ language: 'ar-XB' })).toMatchObject({ language: 'ar-XB' });
});

test('the size of text stands on the page', async () => {
  await chosenIn({ textSize: 130 });
  expect(document.documentElement.style.getPropertyValue('--text-scale')).toBe('1.3');
});
