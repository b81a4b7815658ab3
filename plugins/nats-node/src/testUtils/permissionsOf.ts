import { readFile, writeFile } from 'node:fs/promises';
import { RunningNatsCluster } from './RunningNatsCluster';

/**
 * What a user may, in the words of a server's configuration; what is left out is not limited.
 *
 * @public
 */
export interface NatsPermissions {
  publish?: string[];
  subscribe?: string[];
}

/**
 * Changes what the user of the account APP may on a server, as a platform team does: in
 * its file, which the server reads again. It ends the connections of the user then.
 *
 * @returns gives the user other permissions, and all of them without an argument
 * @public
 */
export async function permissionsOf(
  running: RunningNatsCluster,
): Promise<(permissions?: NatsPermissions) => Promise<void>> {
  const [{ configFile, signal }] = running.servers;
  const { password } = running.credentials.accounts.APP;
  const text = await readFile(configFile, 'utf8');
  return async permissions => {
    await writeFile(
      configFile,
      text.replace(`password: "${password}"`, line =>
        permissions
          ? `${line}\npermissions: ${JSON.stringify(permissions)}`
          : line,
      ),
    );
    signal('SIGHUP');
  };
}
