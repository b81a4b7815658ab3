import {
  any,
  boolean,
  integer,
  list,
  map,
  number,
  object,
  Shape,
  text,
} from './Shape';

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

const source = object({
  name: text,
  optStartSeq: integer,
  optStartTime: text,
  filterSubject: text,
  externalApiPrefix: text,
  externalDeliverPrefix: text,
  subjectTransforms: list(subjectTransform),
});

const placement = object({ cluster: text, tags: list(text) });

const republish = object({ source: text, destination: text });

const stream = object({
  ...connection,
  name: text,
  description: text,
  subjects: list(text),
  retention: text,
  maxConsumers: integer,
  maxMsgs: integer,
  maxBytes: integer,
  maxAge: text,
  maxMsgsPerSubject: integer,
  maxMsgSize: integer,
  discard: text,
  discardPerSubject: boolean,
  storage: text,
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
  compression: text,
  firstSequence: number,
  subjectTransform,
  republish,
  allowDirect: boolean,
  mirrorDirect: boolean,
  allowMsgTtl: boolean,
  subjectDeleteMarkerTtl: text,
  allowMsgCounter: boolean,
  allowAtomicPublish: boolean,
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
  deliverPolicy: text,
  optStartSeq: integer,
  optStartTime: text,
  deliverSubject: text,
  deliverGroup: text,
  ackPolicy: text,
  ackWait: text,
  maxDeliver: integer,
  backoff: list(text),
  filterSubject: text,
  filterSubjects: list(text),
  replayPolicy: text,
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
  storage: text,
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
  mirror: source,
  sources: list(source),
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

/** The specs of NACK's kinds, v1beta2 of controller 0.22. */
export const nackSpecs: Readonly<Record<string, Shape>> = {
  Stream: stream,
  Consumer: consumer,
  KeyValue: keyValue,
  ObjectStore: objectStore,
  Account: account,
};
