// @ts-check

const NAME_WIDTH = 13;

/**
 * Prints one line of progress. Everything of the set-up goes to standard error,
 * so that a command's own output can be piped.
 *
 * @param {string} name - what the line is about
 * @param {string} text
 */
export function say(name, text) {
  process.stderr.write(`${name.padEnd(NAME_WIDTH)} ${text}\n`);
}

/**
 * Runs one part of the set-up and prints what it did and how long that took.
 *
 * @template T
 * @param {string} name - what is set up
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} describe - the result in a few words
 * @returns {Promise<T>} the result of the work
 * @throws whatever the work throws
 */
export async function step(name, work, describe) {
  const start = performance.now();
  const result = await work();
  say(name, `${describe(result)} (${duration(performance.now() - start)})`);
  return result;
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `12 ms`, `3.4 s` or `4 min 2 s`
 */
export function duration(milliseconds) {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
