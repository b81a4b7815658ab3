// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unsuitableNode } from './nodeVersion.mjs';

describe('unsuitableNode', () => {
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '22.23.3']) {
    it(`has nothing against ${version}`, () => {
      assert.equal(unsuitableNode(version), undefined);
    });
  }

  for (const version of [
    '18.20.8',
    '20.18.3',
    '21.7.3',
    '22.11.0',
    '23.11.1',
    '26.0.0',
  ]) {
    it(`names ${version} and what to install instead`, () => {
      const sentence = unsuitableNode(version);
      assert.match(
        sentence ?? '',
        new RegExp(`^Node ${version} .* install Node 22 `),
      );
    });
  }

  it('says what breaks on Node 24', () => {
    assert.match(
      unsuitableNode('24.21.0') ?? '',
      /better-sqlite3: install Node 22 /,
    );
  });
});
