import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { authorize } from '@nats-portal/plugin-nats-node';
import { Request } from 'express';

/** Lets those in who have all that is needed, and says who it was. */
export type Access = (
  req: Request,
  needed: BasicPermission[],
) => Promise<BackstageCredentials>;

/** What asks the two services each time: nobody's rights are remembered here. */
export function createAccess(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Access {
  const { httpAuth, permissions } = options;
  return async (req, needed) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(needed, { permissions, credentials });
    return credentials;
  };
}
