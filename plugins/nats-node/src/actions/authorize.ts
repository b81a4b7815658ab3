import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/**
 * Asks for permissions, all of them in one request.
 *
 * @throws NotAllowedError naming every permission that is missing
 * @public
 */
export async function authorize(
  needed: readonly BasicPermission[],
  options: {
    permissions: PermissionsService;
    credentials: BackstageCredentials;
  },
): Promise<void> {
  const { permissions, credentials } = options;
  const decisions = await permissions.authorize(
    needed.map(permission => ({ permission })),
    { credentials },
  );
  const denied = needed.filter(
    (_, i) => decisions[i].result !== AuthorizeResult.ALLOW,
  );
  if (denied.length > 0) {
    throw new NotAllowedError(
      `Permission missing: ${denied.map(({ name }) => name).join(', ')}`,
    );
  }
}
