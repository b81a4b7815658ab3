import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { AppRun } from './AppRun';
import { PortalBackend } from './PortalBackend';

const root = resolve(__dirname, '..');

/** An app of `plugins/nats`, compiled and served as `npm start` does. */
export class PortalApp extends AppRun {
  /**
   * Starts compiling; `ready` says when it can be opened.
   *
   * @param folder - for its configuration
   * @param url - where it is to be; the backend must let it in
   * @param entrypoint - which app, relative to `plugins/nats`
   */
  static start(
    folder: string,
    url: string,
    backend: PortalBackend,
    entrypoint: string = 'dev',
  ): PortalApp {
    const own = join(folder, `app-${new URL(url).port}.yaml`);
    writeFileSync(own, stringify({ app: { baseUrl: url } }));
    const configFiles = [
      join(root, 'app-config.yaml'),
      ...backend.configFiles,
      own,
    ];
    return new PortalApp(
      url,
      [
        ...['--entrypoint', entrypoint],
        ...configFiles.flatMap(file => ['--config', file]),
      ],
      { cwd: join(root, 'plugins/nats') },
    );
  }
}
