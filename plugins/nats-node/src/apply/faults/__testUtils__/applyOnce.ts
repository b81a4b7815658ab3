import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConfiguredBrokers } from '../../../ConfiguredBrokers';

/** A task in a process of its own: applies what it is told, and says what became of it. */
async function main() {
  const { entry, spec } = JSON.parse(process.argv[2]);
  const brokers = ConfiguredBrokers.fromConfig(
    new ConfigReader({ nats: { brokers: [entry] } }),
    { logger: mockServices.rootLogger({ level: 'none' }) },
  );
  process.stdout.write('ready\n');
  // All processes begin together, whichever was started first.
  await new Promise(resolve => process.stdin.once('data', resolve));
  try {
    const result = await brokers.get(entry.name).applyMessaging(spec);
    process.stdout.write(
      JSON.stringify({
        created: result.created,
        updated: result.updated,
        unchanged: result.unchanged,
      }),
    );
  } finally {
    await brokers.close();
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
