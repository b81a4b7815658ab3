import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  natsBrokerReadPermission,
  natsEntityReadPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import { authorize } from '@nats-portal/plugin-nats-node';
import { Request } from 'express';
import { requireEntityRef } from '../entities/findEntity';

const READ_ALL = [natsBrokerReadPermission, natsMessagingReadPermission];

/** Who asks, and whether they may see streams and consumers that no entity of theirs names. */
export interface Reader {
  credentials: BackstageCredentials;
  seesAll: boolean;
}

/** Lets those in who have what is needed, and says who it was. */
export interface Access {
  /** Those who have all of these permissions. */
  (req: Request, needed: BasicPermission[]): Promise<BackstageCredentials>;
  /**
   * Those who may see all streams and consumers, or what this entity names.
   *
   * @throws InputError for what is no reference of an entity
   */
  throughEntity(req: Request, entityRef: string): Promise<Reader>;
}

/** What asks the two services each time: nobody's rights are remembered here. */
export function createAccess(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Access {
  const { httpAuth, permissions } = options;

  const access = async (req: Request, needed: BasicPermission[]) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(needed, { permissions, credentials });
    return credentials;
  };

  const throughEntity = async (req: Request, entityRef: string) => {
    const credentials = await httpAuth.credentials(req);
    const decisions = await permissions.authorize(
      READ_ALL.map(permission => ({ permission })),
      { credentials },
    );
    const missing = READ_ALL.filter(
      (_, i) => decisions[i].result !== AuthorizeResult.ALLOW,
    );
    if (missing.length === 0) {
      return { credentials, seesAll: true };
    }
    requireEntityRef(entityRef);
    // Asked of those only who may not see all: it may take the catalog to answer.
    const [{ result }] = await permissions.authorize(
      [{ permission: natsEntityReadPermission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Permission missing: ${missing
          .map(({ name }) => name)
          .join(', ')}, or ${natsEntityReadPermission.name} of ${entityRef}`,
      );
    }
    return { credentials, seesAll: false };
  };

  return Object.assign(access, { throughEntity });
}
