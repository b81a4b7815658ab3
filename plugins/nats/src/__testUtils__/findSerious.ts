import axe from 'axe-core';

/**
 * What axe calls serious or critical, with the element that it is about. Colours and
 * sizes are not among it: jsdom paints nothing and lays nothing out.
 */
export async function findSerious(root: Element): Promise<string[]> {
  const { violations } = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
