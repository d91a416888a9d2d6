// <script src="https://forms.example.com/embed.js" data-form="contact" defer></script> puts the form where the script stands.
(() => {
  const script = document.currentScript;
  const key = script.dataset.form || 'contact';
  const base = new URL(script.src);
  const path = `/forms/${encodeURIComponent(key)}/embed`;
  const url = new URL(path, base);
  if (script.dataset.lang) url.searchParams.set('lang', script.dataset.lang);
  if (script.dataset.token) url.searchParams.set('token', script.dataset.token);
  const frame = document.createElement('iframe');
  frame.src = url.href;
  frame.title = script.dataset.title || 'Contact form';
  frame.style.cssText = 'inline-size:100%;block-size:40rem;border:0;display:block';
  addEventListener('message', (event) => {
    if (event.origin !== base.origin || event.source !== frame.contentWindow) return;
    const height = event.data && event.data.filoForm && Number(event.data.height);
    if (height > 0 && height < 20000) frame.style.blockSize = `${Math.ceil(height)}px`;
  });
  script.after(frame);
})();
