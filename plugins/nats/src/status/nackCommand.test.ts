import { nackCommand } from './nackCommand';

describe('nackCommand', () => {
  it.each([
    [
      { stream: 'JOBS', consumer: 'echo-workers' },
      `kubectl get consumers.jetstream.nats.io -A -o jsonpath='{range .items[?(@.spec.durableName=="echo-workers")]}{.spec.streamName} {.kind}/{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'`,
    ],
    [
      { stream: 'JOBS' },
      `kubectl get streams.jetstream.nats.io -A -o jsonpath='{range .items[?(@.spec.name=="JOBS")]}{.kind}/{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'`,
    ],
    [
      { stream: 'OBJ_invoices' },
      `kubectl get objectstores.jetstream.nats.io -A -o jsonpath='{range .items[?(@.spec.bucket=="invoices")]}{.kind}/{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'`,
    ],
  ])('finds %j', (asset, command) => {
    expect(nackCommand(asset)).toBe(command);
  });

  it.each([`a'; rm -rf /`, 'a"b', '$(id)', 'a\nb', ''])(
    'lists all where a name is more than a word: %j',
    name => {
      expect(nackCommand({ stream: 'JOBS', consumer: name })).toBe(
        'kubectl get consumers.jetstream.nats.io -A',
      );
    },
  );
});
