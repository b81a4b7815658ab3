import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Bounds for a machine that is busy with something else as well; a test that
// passes is no slower for them.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

// jsdom does not know the rules that Backstage's older components write; nothing of ours.
const { warn } = console;
jest.spyOn(console, 'warn').mockImplementation((...args) => {
  if (!String(args[0]).includes('[JSS]')) {
    warn(...args);
  }
});

// jsdom lays nothing out, so that nothing ever changes its size.
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
