import {
  any,
  boolean,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  JsonSchema,
  text,
} from './JsonSchema';

const storage = oneOf('file', 'memory');

const connection = {
  account: text,
  creds: text,
  nkey: text,
  servers: list(text),
  tls: object({ clientCert: text, clientKey: text, rootCas: list(text) }),
  tlsFirst: boolean,
  jsDomain: text,
  preventDelete: boolean,
  preventUpdate: boolean,
};

const subjectTransform = object({ source: text, dest: text });

const sourceFields = {
  name: text,
  optStartSeq: integer,
  optStartTime: text,
  filterSubject: text,
  externalApiPrefix: text,
  externalDeliverPrefix: text,
  subjectTransforms: list(subjectTransform),
};

const bucketSource = object(sourceFields);

const source = object({
  ...sourceFields,
  consumer: object({ name: text, deliverSubject: text }),
});

const placement = object({ cluster: text, tags: list(text) });

const republish = object({ source: text, destination: text });

const stream = object({
  ...connection,
  name: text,
  description: text,
  subjects: list(text),
  retention: oneOf('limits', 'interest', 'workqueue'),
  maxConsumers: integer,
  maxMsgs: integer,
  maxBytes: integer,
  maxAge: text,
  maxMsgsPerSubject: integer,
  maxMsgSize: integer,
  discard: oneOf('old', 'new'),
  discardPerSubject: boolean,
  storage,
  replicas: integer,
  noAck: boolean,
  duplicateWindow: text,
  placement,
  mirror: source,
  sources: list(source),
  sealed: boolean,
  denyDelete: boolean,
  denyPurge: boolean,
  allowRollup: boolean,
  compression: oneOf('s2', 'none', ''),
  firstSequence: number,
  subjectTransform,
  republish,
  allowDirect: boolean,
  mirrorDirect: boolean,
  allowMsgTtl: boolean,
  subjectDeleteMarkerTtl: text,
  allowMsgCounter: boolean,
  allowAtomicPublish: boolean,
  allowBatched: boolean,
  allowMsgSchedules: boolean,
  persistMode: text,
  consumerLimits: object({ inactiveThreshold: text, maxAckPending: integer }),
  metadata: map(text),
});

const consumer = object({
  ...connection,
  streamName: text,
  durableName: text,
  description: text,
  deliverPolicy: oneOf(
    'all',
    'last',
    'new',
    'byStartSequence',
    'byStartTime',
    'lastPerSubject',
  ),
  optStartSeq: integer,
  optStartTime: text,
  deliverSubject: text,
  deliverGroup: text,
  ackPolicy: oneOf('none', 'all', 'explicit', 'flow_control'),
  ackWait: text,
  maxDeliver: integer,
  backoff: list(text),
  filterSubject: text,
  filterSubjects: list(text),
  replayPolicy: oneOf('instant', 'original'),
  sampleFreq: text,
  rateLimitBps: integer,
  maxWaiting: integer,
  maxAckPending: integer,
  flowControl: boolean,
  headersOnly: boolean,
  heartbeatInterval: text,
  maxRequestBatch: integer,
  maxRequestExpires: text,
  maxRequestMaxBytes: integer,
  inactiveThreshold: text,
  pauseUntil: text,
  priorityPolicy: text,
  pinnedTtl: text,
  priorityGroups: list(text),
  replicas: integer,
  memStorage: boolean,
  metadata: map(text),
});

const bucket = {
  ...connection,
  bucket: text,
  description: text,
  ttl: text,
  maxBytes: integer,
  storage,
  replicas: integer,
  placement,
  compression: boolean,
};

const keyValue = object({
  ...bucket,
  history: integer,
  maxValueSize: integer,
  limitMarkerTtl: integer,
  republish,
  mirror: bucketSource,
  sources: list(bucketSource),
});

const objectStore = object({ ...bucket, metadata: map(text) });

const secret = object({ name: text });

const account = object({
  name: text,
  servers: list(text),
  tls: object({ secret, ca: text, cert: text, key: text }),
  creds: object({ secret, file: text }),
  nkey: object({ secret, seed: text }),
  user: object({ secret, user: text, password: text }),
  token: object({ secret, token: text }),
  // Known to the kind and ignored by the controller; a rule of its own says so.
  tlsFirst: any,
});

function kind(name: string, spec: JsonSchema): JsonSchema {
  return object({
    apiVersion: text,
    kind: { const: name },
    metadata: { $ref: '#/definitions/metadata' },
    spec,
    status: any,
  });
}

/** NACK's kinds, v1beta2 of controller 0.23. */
export const nackKinds: Readonly<Record<string, JsonSchema>> = {
  Stream: kind('Stream', stream),
  Consumer: kind('Consumer', consumer),
  KeyValue: kind('KeyValue', keyValue),
  ObjectStore: kind('ObjectStore', objectStore),
  Account: kind('Account', account),
};

/** The chart of the controller whose kinds these are; earlier ones lack NEW_FIELDS. */
export const NACK_CHART_VERSION = '0.34.0';

/** What the chart NACK_CHART_VERSION has first, by field or value of a field. */
export const NEW_FIELDS: readonly {
  path: readonly string[];
  value?: string;
}[] = [
  { path: ['allowBatched'] },
  { path: ['mirror', 'consumer'] },
  { path: ['sources', '*', 'consumer'] },
  { path: ['ackPolicy'], value: 'flow_control' },
];
