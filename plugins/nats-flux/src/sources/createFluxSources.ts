import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';
import {
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, isError, NotFoundError } from '@backstage/errors';
import { readDefaultsLocation, readSkeletonLocation } from '../config';
import { parsePlatformDefaults } from '../settings/parsePlatformDefaults';
import { decodeText } from './decodeText';
import { FluxSources } from './FluxSources';
import { readLocalSkeleton } from './readLocalSkeleton';
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
    throw new ForwardedError(`${key} cannot be read from ${place}`, error);
  }
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
  async function remoteFiles(url: string): Promise<SkeletonFile[]> {
    const tree = await urlReader.readTree(url);
    return Promise.all(
      (await tree.files()).map(async ({ path, content }) => ({
        path,
        content: decodeText(await content(), `${url}: ${path}`),
      })),
    );
  }

  async function remoteText(url: string): Promise<string> {
    const response = await urlReader.readUrl(url);
    return decodeText(await response.buffer(), url);
  }

  return {
    async readDefaults() {
      const defaults = readDefaultsLocation(config);
      const text = await located('nats.defaults', defaults, async place =>
        isUrl(place)
          ? remoteText(place)
          : decodeText(await fs.readFile(place), place),
      );
      return parsePlatformDefaults(text, defaults);
    },

    async readSkeleton() {
      const skeleton = readSkeletonLocation(config);
      const files = await located('nats.skeleton', skeleton, place =>
        isUrl(place) ? remoteFiles(place) : readLocalSkeleton(place),
      );
      return toSkeleton(files);
    },
  };
}
