import '@testing-library/jest-dom';

// jsdom does not know the rules that Backstage's older components write; nothing of ours.
const { warn } = console;
jest.spyOn(console, 'warn').mockImplementation((...args) => {
  if (!String(args[0]).includes('[JSS]')) {
    warn(...args);
  }
});
