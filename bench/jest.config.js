// The CLI's own configuration takes tests from `src` only.
module.exports = {
  displayName: require('./package.json').name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  // What draws, and the document that it draws in, are made of modules for import only.
  transformIgnorePatterns: [],
  transform: {
    '\\.(js|mjs|cjs|ts|mts|cts)$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      {
        jsc: { parser: { syntax: 'typescript' } },
      },
    ],
  },
};
