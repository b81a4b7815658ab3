import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/** @throws NotAllowedError naming the permission that is missing */
export async function authorize(
  permission: BasicPermission,
  options: {
    permissions: PermissionsService;
    credentials: BackstageCredentials;
  },
): Promise<void> {
  const [{ result }] = await options.permissions.authorize([{ permission }], {
    credentials: options.credentials,
  });
  if (result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(`Permission missing: ${permission.name}`);
  }
}
