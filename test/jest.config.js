// The CLI's own configuration takes tests from `src` only. These stand beside
// this file, because there is no source here that they would be the tests of.
module.exports = {
  displayName: require('./package.json').name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: {
    '\\.(js|mjs|cjs|ts|mts|cts)$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      {
        jsc: { parser: { syntax: 'typescript' } },
      },
    ],
  },
};
