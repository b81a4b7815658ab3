import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  FleetStatus,
  natsBrokerReadPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import { authorize } from '@nats-portal/plugin-nats-node';
import express from 'express';
import Router from 'express-promise-router';
import { answer } from '../http/answer';
import { FleetView } from './FleetView';

function withoutConsumers({ brokers }: FleetStatus): FleetStatus {
  return {
    brokers: brokers.map(({ consumers, ...broker }) => broker),
  };
}

/**
 * `GET /fleet`: all brokers and the consumers that most need a look. Who may not
 * see consumers sees the brokers.
 */
export function createFleetRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  fleet: FleetView;
}): express.Router {
  const { httpAuth, permissions, fleet } = options;
  const router = Router();
  router.get('/fleet', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize([natsBrokerReadPermission], { permissions, credentials });
    const [{ result }] = await permissions.authorize(
      [{ permission: natsMessagingReadPermission }],
      { credentials },
    );
    const { at, status } = fleet.look(Date.now());
    const isWhole = result === AuthorizeResult.ALLOW;
    answer(req, res, `${at}-${isWhole ? 'all' : 'brokers'}`, () =>
      isWhole ? status : withoutConsumers(status),
    );
  });
  return router;
}
