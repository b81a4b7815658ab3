/** Manifests of the JetStream controller, each in the shape of one of its examples. */
export const MANIFESTS = {
  'a stream in memory with a pull and a push consumer': `
apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: parcels
spec:
  name: PARCELS
  subjects: ["parcels.*"]
  storage: memory
  replicas: 1
  maxAge: 1h
---
apiVersion: jetstream.nats.io/v1beta2
kind: Consumer
metadata:
  name: parcels-pull
spec:
  streamName: PARCELS
  durableName: pull
  deliverPolicy: all
  filterSubject: parcels.arrived
  maxDeliver: 20
  ackPolicy: explicit
---
apiVersion: jetstream.nats.io/v1beta2
kind: Consumer
metadata:
  name: parcels-push
spec:
  streamName: PARCELS
  durableName: push
  deliverSubject: seen.parcels
  deliverPolicy: last
  ackPolicy: none
  replayPolicy: instant
`,
  'a stream of sources, and a mirror elsewhere': `
apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: gathered
spec:
  name: GATHERED
  storage: file
  replicas: 1
  sources:
    - name: EAST
    - name: WEST
      externalApiPrefix: $JS.west.API
      externalDeliverPrefix: deliver.west
---
apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: copied
spec:
  name: COPIED
  storage: memory
  replicas: 1
  mirror:
    name: EAST
    externalApiPrefix: $JS.east.API
    externalDeliverPrefix: deliver.east
`,
  'a stream with its own connection, account and guards': `
apiVersion: jetstream.nats.io/v1beta2
kind: Account
metadata:
  name: orders
spec:
  name: orders
  servers: [nats://broker.example.org:4222]
  creds: {secret: {name: orders}, file: user.creds}
---
apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: guarded
  annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}
spec:
  name: GUARDED
  subjects: [guarded]
  storage: file
  replicas: 1
  account: orders
  servers: [nats://broker.example.org:4222]
  tls:
    clientCert: /etc/certs/client.pem
    clientKey: /etc/certs/client-key.pem
    rootCas: [/etc/certs/ca.pem]
  creds: /etc/creds/user.creds
  preventDelete: true
`,
  buckets: `
apiVersion: jetstream.nats.io/v1beta2
kind: KeyValue
metadata:
  name: settings
spec:
  bucket: settings
  history: 20
  storage: file
  replicas: 1
  maxBytes: 2048
  compression: true
---
apiVersion: jetstream.nats.io/v1beta2
kind: ObjectStore
metadata:
  name: pictures
spec:
  bucket: pictures
  storage: file
  replicas: 1
  maxBytes: 2048
`,
};

/** Texts that cannot be applied: what is said of them, with line and column. */
export const MISTAKES: Record<string, { text: string; said: RegExp[] }> = {
  'manifests of two accounts': {
    text: ['a', 'b']
      .map(
        name =>
          `{apiVersion: jetstream.nats.io/v1beta2, kind: Stream, spec: {name: ${name}, subjects: [${name}], storage: file, replicas: 1, account: ${name}}}`,
      )
      .join('\n---\n'),
    said: [/js-account/],
  },
  'a manifest with a duration in days and a field that nobody knows': {
    text: `apiVersion: jetstream.nats.io/v1beta2
kind: Stream
spec:
  name: DAYS
  subjects: [days]
  storage: file
  replicas: 1
  maxAge: 7 days
  maxMessages: 5
`,
    said: [/line 8, .*7 days/, /line 9, .*maxMessages/],
  },
  'a consumer of nats consumer add --config, which names no stream': {
    text: '{"durable_name": "c", "ack_policy": "explicit"}',
    said: [/does not say of which stream/],
  },
  'a stream of nats stream add --config with subjects that overlap': {
    text: `{
  "name": "OVER",
  "subjects": ["over.>", "over.a"],
  "retention": "limits",
  "max_msgs": -1,
  "num_replicas": 1
}`,
    said: [/line 3, column 26, .*overlaps/],
  },
  'a text that is not finished': {
    text: '{"name": "OPEN", "subjects": ["open"',
    said: [/js-syntax/],
  },
};
