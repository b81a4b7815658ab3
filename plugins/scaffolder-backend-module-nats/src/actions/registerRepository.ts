import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { examples } from './registerRepository.examples';

/** The catalog reads a new location within a few seconds; past this something is wrong. */
const WAIT_MS = 30_000;
const PAUSE_MS = 500;

/**
 * `nats:repository:register` adds a repository on the backend's own disk to the
 * catalog and waits until its entities are there.
 */
export function createRegisterRepositoryAction(options: {
  catalog: CatalogService;
  directory: string;
}) {
  const { catalog, directory } = options;
  return createTemplateAction({
    id: 'nats:repository:register',
    description:
      'Registers the catalog-info.yaml of a repository in nats.repositories.directory and waits for its entities; registering again changes nothing',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          repository: z
            .string()
            .describe('Name of the repository, as it was published'),
          entityRefs: z
            .array(z.string())
            .optional()
            .describe('Entities to wait for; blank waits for none'),
        }),
      output: z =>
        z.object({
          catalogInfoPath: z
            .string()
            .describe('The catalog descriptor on the disk of the backend'),
        }),
    },
    async handler(ctx) {
      const { repository, entityRefs = [] } = ctx.input;
      const target = resolveSafeChildPath(
        directory,
        `${repository}/catalog-info.yaml`,
      );
      ctx.output('catalogInfoPath', target);
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would register ${target}`);
        return;
      }
      if (!existsSync(target)) {
        throw new NotFoundError(`There is no ${target} to register`);
      }
      const credentials = await ctx.getInitiatorCredentials();
      const location = { type: 'file', target };
      const known = await catalog.getLocationByRef(
        stringifyLocationRef(location),
        { credentials },
      );
      if (known) {
        ctx.logger.info(`${target} is registered already`);
      } else {
        await ctx.checkpoint({
          key: `nats.repository.register.${repository}`,
          fn: async () => {
            await catalog.addLocation(location, { credentials });
            return true;
          },
        });
        ctx.logger.info(`Registered ${target}`);
      }

      const deadline = Date.now() + WAIT_MS;
      for (;;) {
        ctx.signal?.throwIfAborted();
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs },
          { credentials },
        );
        const present = items.flatMap(item =>
          item ? [stringifyEntityRef(item)] : [],
        );
        const missing = entityRefs.filter(ref => !present.includes(ref));
        if (missing.length === 0) {
          ctx.logger.info(`In the catalog: ${present.join(', ') || target}`);
          return;
        }
        if (Date.now() > deadline) {
          throw new ServiceUnavailableError(
            `The catalog has not read ${target} within ${
              WAIT_MS / 1000
            } s; missing: ${missing.join(', ')}`,
          );
        }
        await sleep(PAUSE_MS, undefined, { signal: ctx.signal });
      }
    },
  });
}
