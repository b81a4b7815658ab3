import { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { RouteRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { EntityStatus } from '@nats-portal/plugin-nats-common';
import { NatsApi, natsApiRef } from '../api/NatsApi';
import { natsPlugin } from '../plugin';
import { component } from './statuses';

/** The client's error for a reply of 403, as far as the views look at it. */
export const forbidden = Object.assign(
  new Error('Request failed with 403 Forbidden'),
  {
    name: 'ResponseError',
    cause: new NotAllowedError('Permission missing: nats.broker.read'),
  },
);

/** A backend that answers with what is given, again and again. */
export function answering(status: EntityStatus): jest.Mocked<NatsApi> {
  return {
    getBrokers: jest.fn(),
    getFleet: jest.fn(),
    getHistory: jest.fn().mockReturnValue(new Promise(() => {})),
    getStream: jest.fn().mockReturnValue(new Promise(() => {})),
    getBroker: jest.fn(),
    getConsumers: jest.fn().mockReturnValue(new Promise(() => {})),
    getStreams: jest.fn().mockReturnValue(new Promise(() => {})),
    getConsumer: jest.fn().mockReturnValue(new Promise(() => {})),
    getPreview: jest.fn(),
    getChangePreview: jest.fn(),
    getPlan: jest.fn(),
    readMessaging: jest.fn(),
    getEntityStatus: jest.fn().mockResolvedValue(status),
  };
}

/** A backend that answers nothing but an error. */
export function failing(error: Error): jest.Mocked<NatsApi> {
  return {
    getBrokers: jest.fn(),
    getFleet: jest.fn().mockRejectedValue(error),
    getHistory: jest.fn().mockRejectedValue(error),
    getStream: jest.fn().mockRejectedValue(error),
    getBroker: jest.fn(),
    getConsumers: jest.fn().mockRejectedValue(error),
    getStreams: jest.fn().mockRejectedValue(error),
    getConsumer: jest.fn().mockRejectedValue(error),
    getPreview: jest.fn(),
    getChangePreview: jest.fn(),
    getPlan: jest.fn(),
    readMessaging: jest.fn(),
    getEntityStatus: jest.fn().mockRejectedValue(error),
  };
}

/** Renders an extension of the plugin on the page of an entity. */
export function renderEntity(options: {
  extension: 'entity-card:nats/broker-health' | 'entity-content:nats';
  natsApi: NatsApi;
  entity?: Entity;
}) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity: options.entity ?? component() }),
      natsPlugin.getExtension(options.extension),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as unknown as RouteRef,
    },
    apis: [[natsApiRef, options.natsApi]],
  });
}
