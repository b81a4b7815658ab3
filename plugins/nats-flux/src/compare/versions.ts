const VERSION = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})/;

function parse(text: string): number[] | undefined {
  return VERSION.exec(text)?.slice(1).map(Number);
}

/** Below 0 where `a` is older than `b`, above where newer; `undefined` where one of them is no exact version. */
export function compareVersions(a: string, b: string): number | undefined {
  const left = parse(a);
  const right = parse(b);
  if (!left || !right) {
    return undefined;
  }
  const differing = left.findIndex((part, i) => part !== right[i]);
  return differing === -1 ? 0 : left[differing] - right[differing];
}

/** True for a version known to be older than a release. */
export function isOlder(version: string, release: string): boolean {
  const order = compareVersions(version, release);
  return order !== undefined && order < 0;
}
