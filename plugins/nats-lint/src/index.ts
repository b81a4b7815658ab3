import { main } from './main';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

main(process.argv.slice(2), process).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`nats-lint: ${error.stack ?? error.message}\n`);
    process.exitCode = 2;
  },
);
