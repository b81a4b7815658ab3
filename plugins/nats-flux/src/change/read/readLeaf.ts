import { isDeepStrictEqual } from 'node:util';
import {
  isTree,
  listAt,
  textAt,
  textsAt,
  Tree,
  valueAt,
} from '../../compare/repository/tree';
import { inboxOf, PUBLISHER, userOf } from '../../generate/editUsers';
import { LEAF } from '../../generate/SkeletonNames';
import { accountUserPrefix } from '../../settings/accountNames';
import { LeafSetting } from '../../settings/Settings';

/** Reads back what leaf nodes may; nothing where that is what they may by default. */
export function readLeaf(values: Tree, name: string): LeafSetting | undefined {
  const merge = valueAt(values, ['config', 'merge']);
  const found = valueAt(merge, ['accounts']);
  const system = textAt(merge, ['system_account']);
  const all = Object.entries(isTree(found) ? found : {}).filter(
    ([account]) => account !== system,
  );
  const accounts = all.map(([account]) => ({ name: account }));
  const find = (account: unknown, commonName: string) =>
    listAt(account, ['users']).find(
      user => textAt(user, ['user']) === userOf(commonName),
    );
  for (const [account, content] of all) {
    const leaf = find(content, `${name}${LEAF}`);
    if (leaf !== undefined) {
      const may = (user: unknown, what: string) =>
        textsAt(user, ['permissions', what]);
      const prefix = accountUserPrefix({ accounts, name }, account);
      const publish = may(leaf, 'publish');
      const isUsual = isDeepStrictEqual(
        publish,
        may(find(content, `${prefix}${PUBLISHER}`), 'publish'),
      );
      const inbox = `${inboxOf(`${name}${LEAF}`)}.>`;
      const subscribe = may(leaf, 'subscribe').filter(each => each !== inbox);
      const setting = {
        ...(account === accounts[0].name ? {} : { account }),
        ...(isUsual || publish.length === 0 ? {} : { publish }),
        ...(subscribe.length > 0 ? { subscribe } : {}),
      };
      return Object.keys(setting).length > 0 ? setting : undefined;
    }
  }
  return undefined;
}
