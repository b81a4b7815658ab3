import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(__dirname, '../../../../..');

/** The types that requests and answers are of. */
const TYPES = [
  'BrokerStatus',
  'FleetStatus',
  'StreamPage',
  'StreamDetail',
  'ConsumerPage',
  'ConsumerDetail',
  'LongHistory',
  'EntityStatus',
  'PreviewRequest',
  'RepositoryPreview',
  'ChangePreviewRequest',
  'ChangePreview',
  'ReadMessagingRequest',
  'MessagingReading',
  'PlanRequest',
  'PlanPreview',
];

/** JSON schemas of the types of the REST API, by name; with those that they are made of. */
export function schemasOfTypes(): Record<string, unknown> {
  const generator = createGenerator({
    path: join(root, 'plugins/nats-common/src/index.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    // The compiler checks types elsewhere.
    skipTypeCheck: true,
    topRef: true,
    expose: 'export',
    jsDoc: 'extended',
    additionalProperties: false,
  });
  const schemas: Record<string, unknown> = {};
  for (const type of TYPES) {
    Object.assign(schemas, generator.createSchema(type).definitions);
  }
  const sorted = Object.fromEntries(
    Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return JSON.parse(
    JSON.stringify(sorted).replaceAll(
      '#/definitions/',
      '#/components/schemas/',
    ),
  );
}
