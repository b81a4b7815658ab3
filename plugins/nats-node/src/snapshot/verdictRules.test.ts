import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERDICT_RULES, VerdictRule } from '@nats-portal/plugin-nats-common';

const read = (name: string) =>
  readFileSync(join(__dirname, `${name}.test.ts`), 'utf8');

/** Tests that judge what real servers say. */
const TESTS: Record<VerdictRule['of'], string[]> = {
  consumer: ['consumerVerdicts', 'clusterVerdicts', 'faultVerdicts'],
  stream: ['streamVerdicts'],
  broker: ['brokerVerdicts', 'serverVerdicts', 'monitoring/MonitoringReader'],
};
/** Names what each rule is about before its level. */
const copies = read('copyVerdicts');

const texts = Object.fromEntries(
  Object.entries(TESTS).map(([of, names]) => [of, names.map(read).join('\n')]),
);

describe('on real servers', () => {
  it.each(VERDICT_RULES.map(({ of, id, levels }) => ({ of, id, levels })))(
    '$id of a $of is produced',
    ({ of, id, levels }) => {
      const isInTitle = new RegExp(`it\\('[a-z, -]*\\b${id}\\b[a-z, -]*: `);
      const isSaid = new RegExp(`'((${levels.join('|')}) )?${id}'`);
      const isOfCopies = new RegExp(`'${of}: (${levels.join('|')}) ${id}\\b`);
      expect(
        isInTitle.test(texts[of]) ||
          isSaid.test(texts[of]) ||
          isOfCopies.test(copies),
      ).toBe(true);
    },
  );

  it('by tests that start them', () => {
    for (const name of [...Object.values(TESTS).flat(), 'copyVerdicts']) {
      expect(read(name)).toMatch(/await startNats(Cluster|Server)\(/);
    }
  });
});
