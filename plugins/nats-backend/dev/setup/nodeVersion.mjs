// @ts-check

/**
 * Says why the portal cannot run on a Node.js version, and what to do about it.
 *
 * @param {string} version - as in `process.versions.node`, such as `22.12.0`
 * @returns {string | undefined} one sentence, or undefined when the version works
 */
export function unsuitableNode(version) {
  const [major, minor] = version.split('.').map(Number);
  // The lower bounds are those of the dependencies: from these releases on, CommonJS code can require ES modules.
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12)) {
    return undefined;
  }
  const reason =
    major === 24
      ? 'Node 24 crashes the backend in better-sqlite3'
      : `Node ${version} is not supported`;
  return `${reason}: install Node 22 (or 20.19 and newer of Node 20) and run this again.`;
}
