// Each line below has to be linked to by the browser's console as speaker.js, with or without the extension.
addEventListener('load', () => {
  console.log('log from the page');
  console.info('info from the page');
  console.warn('warn from the page');
  console.error('error from the page');
});
