import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Path of the nats-server to run: `NATS_SERVER` in the environment, else
 * `nats-server` on the PATH.
 *
 * @throws Error saying how to name one
 * @public
 */
export function natsServerBinary(): string {
  const named = process.env.NATS_SERVER;
  if (named) {
    if (isExecutable(named)) {
      return named;
    }
    throw new Error(
      `NATS_SERVER is "${named}", which is no program that can be run`,
    );
  }
  const names =
    process.platform === 'win32' ? ['nats-server.exe'] : ['nats-server'];
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(isExecutable);
  if (!found) {
    throw new Error(
      'There is no nats-server on the PATH; install one (2.10 or newer) or name it in the environment variable NATS_SERVER',
    );
  }
  return found;
}
