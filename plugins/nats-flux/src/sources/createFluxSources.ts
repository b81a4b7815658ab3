import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';
import {
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  ForwardedError,
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { readDefaultsLocation, readSkeletonLocation } from '../config';
import { parsePlatformDefaults } from '../settings/parsePlatformDefaults';
import { decodeText } from './decodeText';
import { FluxSources } from './FluxSources';
import { readLocalSkeleton } from './readLocalSkeleton';
import { RemoteCopy, Tagged } from './RemoteCopy';
import { SkeletonFile, toSkeleton } from './toSkeleton';

/**
 * What reading the platform team's files needs.
 *
 * @public
 */
export interface FluxSourcesOptions {
  /** `nats.defaults` and `nats.skeleton`: URLs, or paths relative to the working directory of the backend. */
  config: RootConfigService;
  urlReader: UrlReaderService;
}

function isUrl(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** Reads a location, and says which key of the configuration named it where that fails. */
async function located<T>(
  key: string,
  location: string,
  read: (location: string) => Promise<T>,
): Promise<T> {
  const place = isUrl(location) ? location : resolve(location);
  try {
    return await read(place);
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      throw new NotFoundError(`${key} names ${place}, which does not exist`);
    }
    // An error of our own names the file already.
    if (isError(error) && error.name === 'InputError') {
      throw error;
    }
    const problem = `${key} cannot be read from ${place}`;
    // What a git host answers is no answer of ours: its 401 does not sign the user out.
    throw isUrl(location) && !(isError(error) && error.name === 'NotFoundError')
      ? new ServiceUnavailableError(problem, error)
      : new ForwardedError(problem, error);
  }
}

/** One copy for each URL: the configuration may name another one later. */
function byUrl<T>(
  read: (url: string, etag: string | undefined) => Promise<Tagged<T>>,
): (url: string) => RemoteCopy<T> {
  const copies = new Map<string, RemoteCopy<T>>();
  return url => {
    const known = copies.get(url);
    const copy = known ?? new RemoteCopy(etag => read(url, etag));
    copies.set(url, copy);
    return copy;
  };
}

/**
 * Reads the platform team's files from where the configuration says.
 *
 * @public
 */
export function createFluxSources({
  config,
  urlReader,
}: FluxSourcesOptions): FluxSources {
  const remoteSkeleton = byUrl(async (url, etag) => {
    const tree = await urlReader.readTree(url, { etag });
    const files = await Promise.all(
      (
        await tree.files()
      ).map(
        async ({ path, content }): Promise<SkeletonFile> => ({
          path,
          content: decodeText(await content(), `${url}: ${path}`),
        }),
      ),
    );
    return { value: toSkeleton(files), etag: tree.etag };
  });

  const remoteDefaults = byUrl(async (url, etag) => {
    const response = await urlReader.readUrl(url, { etag });
    const text = decodeText(await response.buffer(), url);
    return { value: parsePlatformDefaults(text, url), etag: response.etag };
  });

  return {
    async readDefaults(freshness) {
      const defaults = readDefaultsLocation(config);
      return located('nats.defaults', defaults, async place =>
        isUrl(place)
          ? remoteDefaults(place).get(freshness)
          : parsePlatformDefaults(
              decodeText(await fs.readFile(place), place),
              defaults,
            ),
      );
    },

    async readSkeleton(freshness) {
      const skeleton = readSkeletonLocation(config);
      return located('nats.skeleton', skeleton, async place =>
        isUrl(place)
          ? remoteSkeleton(place).get(freshness)
          : toSkeleton(await readLocalSkeleton(place)),
      );
    },
  };
}
