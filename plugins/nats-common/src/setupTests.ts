// A bound for a machine that is busy with something else as well; a test that
// passes is no slower for it.
jest.setTimeout(60_000);
