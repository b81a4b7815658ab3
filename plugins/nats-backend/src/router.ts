import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  compareVerdicts,
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
import { BrokerStates } from './sampling/BrokerStates';
import { toBrokerStatus } from './status/toBrokerStatus';
import { toEntityStatus } from './status/toEntityStatus';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  brokers: NatsBrokers;
  catalog: CatalogService;
  sources: FluxSources;
  repositories: RepositoryCache;
  states: BrokerStates;
  intervalMs: number;
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
    intervalMs,
  } = options;

  const allow = (
    credentials: BackstageCredentials,
    needed: BasicPermission[],
  ) => authorize(needed, { permissions, credentials });

  const router = Router();

  router.get('/brokers', async (req, res) => {
    await allow(await httpAuth.credentials(req), [natsBrokerReadPermission]);
    const now = Date.now();
    states.ask();
    const statuses = states
      .list()
      .map(state => toBrokerStatus(state, now))
      .sort(
        (a, b) =>
          compareVerdicts(a.verdict, b.verdict) || a.name.localeCompare(b.name),
      );
    res.json({ brokers: statuses });
  });

  router.get('/brokers/:name', async (req, res) => {
    await allow(await httpAuth.credentials(req), [natsBrokerReadPermission]);
    states.ask(req.params.name);
    const state = states.find(req.params.name);
    if (!state) {
      const names = states.list().map(({ info }) => info.name);
      throw new NotFoundError(
        `No broker "${req.params.name}" in nats.brokers (configured: ${
          names.join(', ') || 'none'
        })`,
      );
    }
    res.json(toBrokerStatus(state, Date.now()));
  });

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

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await allow(credentials, [
      natsBrokerReadPermission,
      natsMessagingReadPermission,
    ]);
    const entityRef = stringifyEntityRef(req.params);
    // The caller's own credentials: who may not see the entity learns nothing of its consumers.
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(`No entity ${entityRef} in the catalog`);
    }
    res.json(toEntityStatus(entity, states, Date.now(), intervalMs));
  });

  return router;
}
