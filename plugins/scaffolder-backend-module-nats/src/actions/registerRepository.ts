import { isChildPath } from '@backstage/backend-plugin-api';
import {
  Entity,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { formatDuration } from '@nats-portal/plugin-nats-common';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { examples } from './registerRepository.examples';

/** The catalog reads a new location within a few seconds; past this something is wrong. */
const WAIT_MS = 30_000;
const PAUSE_MS = 500;

/** What the catalog calls the place of a descriptor. */
interface CatalogLocation {
  type: 'file' | 'url';
  target: string;
}

/**
 * @throws InputError for what is no address, NotAllowedError for a file outside
 * of the directory, NotFoundError for one that is not there
 */
function locationOf(
  catalogInfoUrl: string,
  directory: string | undefined,
): CatalogLocation {
  if (!URL.canParse(catalogInfoUrl)) {
    throw new InputError(
      `catalogInfoUrl: "${catalogInfoUrl}" is no address, such as the output catalogInfoUrl of nats:repository:publish`,
    );
  }
  const url = new URL(catalogInfoUrl);
  if (url.protocol !== 'file:') {
    return { type: 'url', target: catalogInfoUrl };
  }
  const target = fileURLToPath(url);
  if (!directory || !isChildPath(directory, target)) {
    throw new NotAllowedError(
      `${target} is not in nats.repositories.directory`,
    );
  }
  return { type: 'file', target };
}

/**
 * A sentence in Markdown that leads to entities. A template's links are as many as it
 * writes down, and a broker has any number of workers.
 */
function linkEntities(entities: readonly Entity[]): string {
  const links = entities.map(({ kind, metadata }) => {
    const { name, namespace = 'default' } = metadata;
    // Where the catalog plugin has its pages, unless an app puts them elsewhere.
    return `[${name}](/catalog/${namespace}/${kind.toLowerCase()}/${name})`;
  });
  return links.length > 0 ? `In the catalog: ${links.join(', ')}.` : '';
}

/**
 * `nats:repository:register` adds the entities of a repository to the catalog
 * and waits until they are there.
 */
export function createRegisterRepositoryAction(options: {
  catalog: CatalogService;
  /** Where repositories on disk are; absent where there are none. */
  directory?: string;
}) {
  const { catalog, directory } = options;
  return createTemplateAction({
    id: 'nats:repository:register',
    description:
      'Registers a catalog-info.yaml and waits for its entities; of a pull request it is registered to be read once that is merged. Registering again changes nothing',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          catalogInfoUrl: z
            .string()
            .describe(
              'The descriptor, as nats:repository:publish gives it: on a git host, or a file in nats.repositories.directory',
            ),
          pending: z
            .boolean()
            .optional()
            .describe(
              'True where a pull request has to be merged first: nothing is waited for',
            ),
          entityRefs: z
            .array(z.string())
            .optional()
            .describe('Entities to wait for; blank waits for none'),
        }),
      output: z =>
        z.object({
          catalogInfoUrl: z.string().describe('The descriptor'),
          entityLinks: z
            .string()
            .describe(
              'Links to the entities, in Markdown; empty where none is waited for',
            ),
        }),
    },
    async handler(ctx) {
      const { catalogInfoUrl, entityRefs = [], pending } = ctx.input;
      const location = locationOf(catalogInfoUrl, directory);
      const { target } = location;
      ctx.output('catalogInfoUrl', catalogInfoUrl);
      ctx.output('entityLinks', '');
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would register ${target}`);
        return;
      }
      if (location.type === 'file' && !existsSync(target)) {
        throw new NotFoundError(`There is no ${target} to register`);
      }
      const credentials = await ctx.getInitiatorCredentials();
      const known = await catalog.getLocationByRef(
        stringifyLocationRef(location),
        { credentials },
      );
      if (known) {
        ctx.logger.info(`${target} is registered already`);
      } else {
        await ctx.checkpoint({
          key: `nats.repository.register.${target}`,
          fn: async () => {
            await catalog.addLocation(location, { credentials });
            return true;
          },
        });
        ctx.logger.info(`Registered ${target}`);
      }
      if (pending) {
        ctx.logger.info('The catalog reads it once the pull request is merged');
        return;
      }

      const deadline = Date.now() + WAIT_MS;
      for (;;) {
        ctx.signal?.throwIfAborted();
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs },
          { credentials },
        );
        const found = items.flatMap(item => item ?? []);
        const present = found.map(item => stringifyEntityRef(item));
        const missing = entityRefs.filter(ref => !present.includes(ref));
        if (missing.length === 0) {
          ctx.logger.info(`In the catalog: ${present.join(', ') || target}`);
          ctx.output('entityLinks', linkEntities(found));
          return;
        }
        if (Date.now() > deadline) {
          throw new ServiceUnavailableError(
            `The catalog has not read ${target} within ${formatDuration(
              WAIT_MS / 1000,
            )}; missing: ${missing.join(', ')}`,
          );
        }
        await sleep(PAUSE_MS, undefined, { signal: ctx.signal });
      }
    },
  });
}
