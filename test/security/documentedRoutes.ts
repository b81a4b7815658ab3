import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** A route of `openapi.yaml`. */
export interface DocumentedRoute {
  method: string;
  /** With its parameters in braces, below `/api/nats`. */
  path: string;
  /** Names of the parameters of the query. */
  query: string[];
  /** Names of the fields of the body. */
  fields: string[];
}

interface Parameter {
  name: string;
  in: string;
}

interface Schema {
  properties?: Record<string, unknown>;
}

type Reference = { $ref?: string };

interface Operation {
  parameters?: (Parameter & Reference)[];
  requestBody?: {
    content: { 'application/json': { schema: Schema & Reference } };
  };
}

const document: {
  paths: Record<string, Record<string, Operation>>;
} = parse(
  readFileSync(
    resolve(__dirname, '../../plugins/nats-backend/openapi.yaml'),
    'utf8',
  ),
);

function follow<T>(value: T & Reference): T {
  let node: unknown = value.$ref ? document : value;
  for (const part of value.$ref?.split('/').slice(1) ?? []) {
    node = (node as Record<string, unknown>)[part];
  }
  return node as T;
}

/** All routes, with everything that a caller can put into them. */
export function documentedRoutes(): DocumentedRoute[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const { parameters = [], requestBody } = operation;
      const schema = requestBody?.content['application/json'].schema ?? {};
      return {
        method: method.toUpperCase(),
        path,
        query: parameters
          .map(follow)
          .filter(parameter => parameter.in === 'query')
          .map(({ name }) => name),
        fields: Object.keys(follow(schema).properties ?? {}),
      };
    }),
  );
}
