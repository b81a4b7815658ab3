import {
  isChildPath,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  getEntitySourceLocation,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ForwardedError,
  InputError,
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { dirname, join, relative, sep } from 'node:path';
import { readRepositoriesDirectory } from '../config';
import { RepositoryFile, RepositoryFiles } from '../RepositoryFile';
import { readFolder, textOf } from './readFolder';
import { RepositoryPlace, RepositorySources } from './RepositorySources';
import { parseTreeAddress } from './treeAddress';

/** A place, and which part of the repository is the broker's. */
interface Located {
  place: RepositoryPlace;
  /** Address of that part on a git host, or its folder on disk. */
  target: string;
  /** Its path in the repository, empty for the root. */
  prefix: string;
}

const HOSTS = ['github', 'gitlab', 'gitea'] as const;

function placed(files: RepositoryFiles, prefix: string): RepositoryFiles {
  return prefix === ''
    ? files
    : new Map([...files].map(([path, file]) => [`${prefix}/${path}`, file]));
}

/** @throws InputError for an entity that comes from nowhere */
function sourceOf(entity: Entity): { type: string; target: string } {
  try {
    return getEntitySourceLocation(entity);
  } catch {
    throw new InputError(
      `${stringifyEntityRef(
        entity,
      )} does not say which repository it comes from, so it cannot be changed`,
    );
  }
}

/**
 * Finds and reads repositories by where their entities come from.
 *
 * @param options - `config`: `nats.repositories.directory` and Backstage's integrations
 * @public
 */
export function createRepositorySources({
  config,
  urlReader,
}: {
  config: RootConfigService;
  urlReader: UrlReaderService;
}): RepositorySources {
  const directory = readRepositoriesDirectory(config);
  const integrations = ScmIntegrations.fromConfig(config);

  function onDisk(ref: string, path: string): Located {
    // A link must not lead anywhere else.
    if (!directory || !isChildPath(directory, path)) {
      throw new InputError(
        `${ref} comes from a file of the backend that is in no repository of nats.repositories.directory, so it cannot be changed`,
      );
    }
    const target = dirname(path);
    const [repository, ...folders] = relative(directory, target).split(sep);
    if (!repository) {
      throw new InputError(
        `${ref} comes from ${path}, which is in no repository`,
      );
    }
    return {
      place: { type: 'disk', repository, folder: join(directory, repository) },
      target,
      prefix: folders.join('/'),
    };
  }

  function onHost(ref: string, url: string): Located {
    const found = integrations.byUrl(url)?.type;
    const type = HOSTS.find(each => each === found);
    const address = type && parseTreeAddress(url, type);
    if (!type || !address) {
      throw new InputError(
        `${ref} comes from ${url}: that is no folder of a branch on a ${HOSTS.join(
          ', ',
        )} host with an integration, so it cannot be changed from here`,
      );
    }
    const { host, owner, repo, branch, folder } = address;
    const query = new URLSearchParams({ owner, repo });
    return {
      place: {
        type,
        repoUrl: `${host}?${query}`,
        branch,
        url: `https://${host}/${owner}/${repo}`,
      },
      target: url,
      prefix: folder,
    };
  }

  function locate(entity: Entity): Located {
    const ref = stringifyEntityRef(entity);
    const { type, target } = sourceOf(entity);
    switch (type) {
      case 'file':
        return onDisk(ref, target);
      case 'url':
        return onHost(
          ref,
          // Of a descriptor it is the folder that counts.
          /\.ya?ml$/.test(target)
            ? integrations.resolveUrl({ url: './', base: target })
            : target,
        );
      default:
        throw new InputError(
          `${ref} comes from a location of the type ${type} and not from a repository, so it cannot be changed`,
        );
    }
  }

  async function readTree(url: string): Promise<RepositoryFiles> {
    const tree = await urlReader.readTree(url);
    const files = await tree.files();
    return new Map(
      await Promise.all(
        files.map(
          async ({ path, content }): Promise<[string, RepositoryFile]> => [
            path,
            { content: textOf(await content()) },
          ],
        ),
      ),
    );
  }

  return {
    find: entity => locate(entity).place,

    async read(entity) {
      const { place, target, prefix } = locate(entity);
      try {
        const files =
          place.type === 'disk'
            ? await readFolder(target)
            : await readTree(target);
        return { place, files: placed(files, prefix) };
      } catch (error) {
        const what = `The repository of ${stringifyEntityRef(
          entity,
        )}, ${target},`;
        if (isError(error) && ['ENOENT', 'ENOTDIR'].includes(`${error.code}`)) {
          throw new NotFoundError(`${what} does not exist any more`);
        }
        const problem = `${what} cannot be read`;
        // As with the skeleton: what a git host answers is no answer of ours.
        throw place.type === 'disk' ||
          (isError(error) && error.name === 'NotFoundError')
          ? new ForwardedError(problem, error)
          : new ServiceUnavailableError(problem, error);
      }
    },
  };
}
