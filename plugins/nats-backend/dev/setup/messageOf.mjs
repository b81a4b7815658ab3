// @ts-check

/**
 * @param {unknown} error - whatever was thrown
 * @returns {string} its message
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
