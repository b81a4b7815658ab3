import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { portalFolder, rootFolder } from './folders';
import { runningPortal } from './runningPortal';

async function main() {
  const running = await runningPortal();
  if (running) {
    process.stderr.write(
      `The portal is running at ${running.url} (process ${running.pid}); end it with Ctrl-C first\n`,
    );
    process.exitCode = 1;
    return;
  }
  await rm(portalFolder, { recursive: true, force: true });
  process.stdout.write(
    `Emptied ${relative(
      rootFolder,
      portalFolder,
    )}: brokers, database, repositories\n`,
  );
}

main();
