import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  natsBrokerReadPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import { FluxSources } from '@nats-portal/plugin-nats-flux';
import { authorize, NatsBrokers } from '@nats-portal/plugin-nats-node';
import express from 'express';
import Router from 'express-promise-router';
import {
  previewBrokerChange,
  readChangePreviewRequest,
} from './change/previewBrokerChange';
import { RepositoryCache } from './change/RepositoryCache';
import { planMessaging, readPlanRequest } from './planMessaging';
import { preview, readPreviewRequest } from './preview';
import { readMessaging, readMessagingRequest } from './readMessaging';
import { BrokerStates } from './sampling/BrokerStates';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  brokers: NatsBrokers;
  catalog: CatalogService;
  sources: FluxSources;
  repositories: RepositoryCache;
  states: BrokerStates;
}

/**
 * The REST API under `/api/nats`. What it says of brokers is from memory; only a plan asks one.
 */
export function createRouter(options: RouterOptions): express.Router {
  const {
    httpAuth,
    permissions,
    brokers,
    catalog,
    sources,
    repositories,
    states,
  } = options;

  const allow = (
    credentials: BackstageCredentials,
    needed: BasicPermission[],
  ) => authorize(needed, { permissions, credentials });

  const router = Router();

  // Anyone who may see the catalog may see what a template would make of it.
  router.post('/preview', express.json({ limit: '1mb' }), async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(
      await preview(readPreviewRequest(req.body), {
        catalog,
        sources,
        states,
        credentials,
      }),
    );
  });

  // It shows what the repository says of the broker, its streams and consumers.
  router.post(
    '/preview/change',
    express.json({ limit: '1mb' }),
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      await allow(credentials, [
        natsBrokerReadPermission,
        natsMessagingReadPermission,
      ]);
      res.json(
        await previewBrokerChange(readChangePreviewRequest(req.body), {
          catalog,
          sources,
          repositories,
          credentials,
        }),
      );
    },
  );

  // It says nothing but what the caller sent.
  router.post(
    '/messaging/read',
    express.json({ limit: '1mb' }),
    async (req, res) => {
      await httpAuth.credentials(req, { allow: ['user'] });
      res.json(readMessaging(readMessagingRequest(req.body)));
    },
  );

  // The one route that asks a broker: a plan from memory could be out of date.
  router.post('/plan', express.json({ limit: '5mb' }), async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await allow(credentials, [natsMessagingReadPermission]);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    res.json(
      await planMessaging(readPlanRequest(req.body), {
        brokers,
        catalog,
        credentials,
        signal: gone.signal,
      }),
    );
  });

  return router;
}
